package dev.rollcall.source.document;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What came of reading: all of it, or every reason why not. */
public sealed interface ParseResult<T> {

  /**
   * All is well.
   *
   * @param value what was read
   */
  record Valid<T>(T value) implements ParseResult<T> {}

  /** What becomes of the value, if all is well. */
  default <R> ParseResult<R> map(Function<T, R> change) {
    return flatMap(value -> new Valid<>(change.apply(value)));
  }

  /** What is read from the value, if all is well. */
  default <R> ParseResult<R> flatMap(Function<T, ParseResult<R>> next) {
    return this instanceof Valid<T> accepted
        ? next.apply(accepted.value())
        : new Invalid<>(((Invalid<T>) this).problems());
  }

  /** The same with each problem told otherwise. */
  default ParseResult<T> mapProblems(UnaryOperator<Problem> change) {
    return this instanceof Invalid<T> refused
        ? new Invalid<>(refused.problems().stream().map(change).toList())
        : this;
  }

  /**
   * The value.
   *
   * @throws RuntimeException what is made of the problems, if there are any
   */
  default T orElseThrow(Function<List<Problem>, RuntimeException> failure) {
    if (this instanceof Invalid<T> refused) {
      throw failure.apply(refused.problems());
    }
    return ((Valid<T>) this).value();
  }

  /**
   * Nothing of it may be used.
   *
   * @param problems one or more, in order of place
   */
  record Invalid<T>(List<Problem> problems) implements ParseResult<T> {

    /**
     * Sorts the problems.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Invalid {
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("refused without a problem");
      }
      problems = problems.stream().sorted(Comparator.comparing(Problem::location)).toList();
    }
  }
}

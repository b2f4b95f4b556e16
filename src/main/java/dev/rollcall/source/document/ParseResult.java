package dev.rollcall.source.document;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The result of reading: a value, or every problem that was found. */
public sealed interface ParseResult<T> {

  /**
   * A result without problems.
   *
   * @param value what was read
   */
  record Valid<T>(T value) implements ParseResult<T> {}

  /** The result with its value transformed; the same problems if it is invalid. */
  default <R> ParseResult<R> map(Function<T, R> change) {
    return flatMap(value -> new Valid<>(change.apply(value)));
  }

  /** The result of the next step, which takes the value; the same problems if it is invalid. */
  default <R> ParseResult<R> flatMap(Function<T, ParseResult<R>> next) {
    return this instanceof Valid<T> valid
        ? next.apply(valid.value())
        : new Invalid<>(((Invalid<T>) this).problems());
  }

  /** The same result with each problem transformed. */
  default ParseResult<T> mapProblems(UnaryOperator<Problem> change) {
    return this instanceof Invalid<T> invalid
        ? new Invalid<>(invalid.problems().stream().map(change).toList())
        : this;
  }

  /**
   * The value.
   *
   * @throws RuntimeException made of the problems, if it is invalid
   */
  default T orElseThrow(Function<List<Problem>, RuntimeException> failure) {
    if (this instanceof Invalid<T> invalid) {
      throw failure.apply(invalid.problems());
    }
    return ((Valid<T>) this).value();
  }

  /**
   * A result with problems; nothing of it may be used.
   *
   * @param problems one or more, in order of location
   */
  record Invalid<T>(List<Problem> problems) implements ParseResult<T> {

    /**
     * Sorts the problems.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Invalid {
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("invalid without a problem");
      }
      problems = problems.stream().sorted(Comparator.comparing(Problem::location)).toList();
    }
  }
}

package dev.rollcall.source;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What came of reading: all of it, or every reason why not. */
public sealed interface Reading<T> {

  /**
   * All is well.
   *
   * @param value what was read
   */
  record Accepted<T>(T value) implements Reading<T> {}

  /** What becomes of the value, if all is well. */
  default <R> Reading<R> map(Function<T, R> change) {
    return then(value -> new Accepted<>(change.apply(value)));
  }

  /** What is read from the value, if all is well. */
  default <R> Reading<R> then(Function<T, Reading<R>> next) {
    return this instanceof Accepted<T> accepted
        ? next.apply(accepted.value())
        : new Refused<>(((Refused<T>) this).problems());
  }

  /** The same with each problem told otherwise. */
  default Reading<T> retold(UnaryOperator<Problem> change) {
    return this instanceof Refused<T> refused
        ? new Refused<>(refused.problems().stream().map(change).toList())
        : this;
  }

  /**
   * The value.
   *
   * @throws RuntimeException what is made of the problems, if there are any
   */
  default T orElseThrow(Function<List<Problem>, RuntimeException> failure) {
    if (this instanceof Refused<T> refused) {
      throw failure.apply(refused.problems());
    }
    return ((Accepted<T>) this).value();
  }

  /**
   * Nothing of it may be used.
   *
   * @param problems one or more, in order of place
   */
  record Refused<T>(List<Problem> problems) implements Reading<T> {

    /**
     * Sorts the problems.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Refused {
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("refused without a problem");
      }
      problems = problems.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
  }
}

package dev.rollcall.source;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

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
    return this instanceof Accepted<T> accepted
        ? new Accepted<>(change.apply(accepted.value()))
        : new Refused<>(((Refused<T>) this).problems());
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

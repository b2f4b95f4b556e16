package dev.rollcall.directory;

import java.util.Optional;
import java.util.function.Function;

/** Emits what a function makes of the snapshots, each time that it differs from the item before. */
final class DistinctPoll<T> implements Poll<T> {

  private final Function<Snapshot, T> function;
  private Optional<T> last = Optional.empty();

  DistinctPoll(Function<Snapshot, T> function) {
    this.function = function;
  }

  @Override
  public Optional<T> next(Snapshot newest) {
    Optional<T> current = Optional.of(function.apply(newest));
    if (current.equals(last)) {
      return Optional.empty();
    }
    last = current;
    return current;
  }
}

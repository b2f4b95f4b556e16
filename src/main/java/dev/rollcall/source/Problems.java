package dev.rollcall.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong, so that all of it is told at once. For one thread, for one reading. */
final class Problems {

  private final List<Problem> all;

  Problems(List<Problem> known) {
    all = new ArrayList<>(known);
  }

  void add(Place place, String path, String message) {
    all.add(new Problem(place, path, message));
  }

  List<Problem> all() {
    return List.copyOf(all);
  }

  /** The result is only made if nothing is wrong. */
  <T> Reading<T> unlessAny(Supplier<T> result) {
    return all.isEmpty() ? new Reading.Accepted<>(result.get()) : new Reading.Refused<>(all);
  }
}

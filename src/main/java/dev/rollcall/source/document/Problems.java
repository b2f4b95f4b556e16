package dev.rollcall.source.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong, so that all of it is told at once. For one thread, for one reading. */
public final class Problems {

  private final List<Problem> all;

  public Problems(List<Problem> known) {
    all = new ArrayList<>(known);
  }

  public void add(SourceLocation place, String path, String message) {
    all.add(new Problem(place, path, message));
  }

  public List<Problem> all() {
    return List.copyOf(all);
  }

  /** The result is only made if nothing is wrong. */
  public <T> ParseResult<T> toResult(Supplier<T> result) {
    return all.isEmpty() ? new ParseResult.Valid<>(result.get()) : new ParseResult.Invalid<>(all);
  }
}

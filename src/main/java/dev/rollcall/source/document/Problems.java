package dev.rollcall.source.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects problems, so that all of them are reported at once. Not thread-safe. */
public final class Problems {

  private final List<Problem> all;

  public Problems(List<Problem> known) {
    all = new ArrayList<>(known);
  }

  public void add(SourceLocation location, String path, String message) {
    all.add(new Problem(location, path, message));
  }

  public List<Problem> all() {
    return List.copyOf(all);
  }

  /** The value, which is only computed if there are no problems; otherwise the problems. */
  public <T> ParseResult<T> toResult(Supplier<T> result) {
    return all.isEmpty() ? new ParseResult.Valid<>(result.get()) : new ParseResult.Invalid<>(all);
  }
}

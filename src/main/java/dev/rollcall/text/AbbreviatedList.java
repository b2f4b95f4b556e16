package dev.rollcall.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** A list of names in a message, which grows no longer than a reader wants. */
public final class AbbreviatedList {

  private AbbreviatedList() {}

  /**
   * {@code a, b, c and 4 more}.
   *
   * @param most how many are named; 1 or more
   */
  public static String of(Collection<String> names, int most) {
    return names.stream().limit(most).collect(Collectors.joining(", "))
        + remainder(names.size(), most);
  }

  /** {@code and 4 more}, with a blank before it; empty if all are named. */
  public static String remainder(int all, int named) {
    return all > named ? " and %d more".formatted(all - named) : "";
  }
}

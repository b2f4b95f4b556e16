package dev.rollcall.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** Formats a list of names for a message, abbreviated to a maximum number. */
public final class AbbreviatedList {

  private AbbreviatedList() {}

  /**
   * {@code a, b, c and 4 more}.
   *
   * @param most the maximum number of names; 1 or more
   */
  public static String of(Collection<String> names, int most) {
    return names.stream().limit(most).collect(Collectors.joining(", "))
        + remainder(names.size(), most);
  }

  /** {@code and 4 more}, with a space before it; empty if all are listed. */
  public static String remainder(int all, int named) {
    return all > named ? " and %d more".formatted(all - named) : "";
  }
}

package dev.rollcall.text;

import java.util.Collection;

/** Formats the known names for a message about an unknown one. */
public final class KnownNames {

  private static final int MAX_NAMES = 20;

  private KnownNames() {}

  /** The first of them, sorted, and how many more there are. */
  public static String abbreviated(Collection<String> names) {
    return AbbreviatedList.of(
        names.stream().sorted().map(PrintableText::printable).toList(), MAX_NAMES);
  }
}

package dev.rollcall.text;

import java.util.Collection;

/** Names that there are, for a message that tells of one that there is not. */
public final class KnownNames {

  private static final int MAX_NAMES = 20;

  private KnownNames() {}

  /** The first of them in order, and how many more there are. */
  public static String abbreviated(Collection<String> names) {
    return AbbreviatedList.of(
        names.stream().sorted().map(PrintableText::printable).toList(), MAX_NAMES);
  }
}

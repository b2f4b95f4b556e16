package dev.rollcall.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names that there are, for a message that tells of one that there is not. */
public final class KnownNames {

  private static final int MOST_SHOWN = 20;

  private KnownNames() {}

  /** The first of them in order, and how many more there are. */
  public static String some(Collection<String> names) {
    String shown =
        names.stream()
            .sorted()
            .limit(MOST_SHOWN)
            .map(PrintableText::printable)
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_SHOWN;
    return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
  }
}

package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names that there are, for a message that tells of one that there is not. */
final class Names {

  private static final int MOST_SHOWN = 20;

  private Names() {}

  /** The first of them in order, and how many more there are. */
  static String some(Collection<String> names) {
    String shown =
        names.stream()
            .sorted()
            .limit(MOST_SHOWN)
            .map(Texts::printable)
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_SHOWN;
    return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
  }
}

package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a check over HTTP asks for and expects. */
final class HttpReader {

  private static final int LONGEST_PATH = 2_048;
  private static final int LONGEST_BODY = 4_096;
  private static final int LEAST_STATUS = 100;
  private static final int MOST_STATUS = 599;

  // What follows a '#' is not sent.
  private static final Pattern PATH = Pattern.compile("[!-~&&[^#]]*+");

  private HttpReader() {}

  static Optional<String> path(Cell cell) {
    Optional<String> path = Scalars.text(cell, "a path").map(Marked::value);
    Optional<String> wrong = path.flatMap(HttpReader::wrong);
    wrong.ifPresent(cell::refuse);
    return wrong.isPresent() ? Optional.empty() : path;
  }

  private static Optional<String> wrong(String path) {
    String shown = Texts.printable(path);
    if (!path.startsWith("/")) {
      return Optional.of("expected a path that begins with '/', found '%s'".formatted(shown));
    }
    if (path.length() > LONGEST_PATH) {
      return Optional.of(
          "a path has at most %d characters, this one has %d"
              .formatted(LONGEST_PATH, path.length()));
    }
    return PATH.matcher(path).matches()
        ? Optional.empty()
        : Optional.of(
            "'%s' is not a path (printable ASCII without blanks and '#')".formatted(shown));
  }

  static Optional<Integer> status(Cell cell) {
    return Numbers.whole(cell, LEAST_STATUS, MOST_STATUS).map(Marked::value);
  }

  /** Without the white space at its ends, which does not count. It may have several lines. */
  static Optional<String> body(Cell cell) {
    return Scalars.text(cell, LONGEST_BODY, HttpReader::mayBeInABody)
        .map(Marked::value)
        .map(String::strip);
  }

  private static boolean mayBeInABody(String text) {
    return !Texts.hasControlCharacter(text.replaceAll("[\t\r\n]", ""));
  }
}

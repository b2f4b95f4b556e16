package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.text.PrintableText;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a check over HTTP asks for and expects. */
final class HttpCheckReader {

  private static final int LONGEST_PATH = 2_048;
  private static final int LONGEST_BODY = 4_096;
  private static final int LEAST_STATUS = 100;
  private static final int MOST_STATUS = 599;

  // What follows a '#' is not sent.
  private static final Pattern PATH = Pattern.compile("[!-~&&[^#]]*+");

  private HttpCheckReader() {}

  static Optional<String> path(DocumentNode cell) {
    Optional<String> path = ScalarReader.text(cell, "a path").map(Located::value);
    Optional<String> wrong = path.flatMap(HttpCheckReader::wrong);
    wrong.ifPresent(cell::refuse);
    return wrong.isPresent() ? Optional.empty() : path;
  }

  private static Optional<String> wrong(String path) {
    String shown = PrintableText.printable(path);
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

  static Optional<Integer> status(DocumentNode cell) {
    return NumberReader.whole(cell, LEAST_STATUS, MOST_STATUS).map(Located::value);
  }

  /** Without the white space at its ends, which does not count. It may have several lines. */
  static Optional<String> body(DocumentNode cell) {
    return ScalarReader.text(cell, LONGEST_BODY, HttpCheckReader::mayBeInABody)
        .map(Located::value)
        .map(String::strip);
  }

  private static boolean mayBeInABody(String text) {
    return !PrintableText.hasControlCharacter(text.replaceAll("[\t\r\n]", ""));
  }
}

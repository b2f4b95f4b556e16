package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.text.PrintableText;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the request path, and the expected status and body, of an HTTP check. */
final class HttpCheckReader {

  private static final int MAX_PATH_LENGTH = 2_048;
  private static final int MAX_BODY_LENGTH = 4_096;
  private static final int MIN_STATUS = 100;
  private static final int MAX_STATUS = 599;

  // HTTP clients do not send the fragment, which begins with '#'.
  private static final Pattern PATH = Pattern.compile("[!-~&&[^#]]*+");

  private HttpCheckReader() {}

  static Optional<String> path(DocumentCursor node) {
    Optional<String> path = ScalarReader.string(node, "a path").map(Located::value);
    Optional<String> mistake = path.flatMap(HttpCheckReader::pathMistake);
    mistake.ifPresent(node::reject);
    return mistake.isPresent() ? Optional.empty() : path;
  }

  private static Optional<String> pathMistake(String path) {
    String printable = PrintableText.printable(path);
    if (!path.startsWith("/")) {
      return Optional.of("expected a path that begins with '/', found '%s'".formatted(printable));
    }
    if (path.length() > MAX_PATH_LENGTH) {
      return Optional.of(
          "a path has at most %d characters, this one has %d"
              .formatted(MAX_PATH_LENGTH, path.length()));
    }
    return PATH.matcher(path).matches()
        ? Optional.empty()
        : Optional.of(
            "'%s' is not a path (printable ASCII without blanks and '#')".formatted(printable));
  }

  static Optional<Integer> status(DocumentCursor node) {
    return NumberReader.integer(node, MIN_STATUS, MAX_STATUS).map(Located::value);
  }

  /** Without leading and trailing white space. It may have several lines. */
  static Optional<String> body(DocumentCursor node) {
    return ScalarReader.string(node, MAX_BODY_LENGTH, HttpCheckReader::isBodyText)
        .map(Located::value)
        .map(String::strip);
  }

  private static boolean isBodyText(String text) {
    return !PrintableText.hasControlCharacter(text.replaceAll("[\t\r\n]", ""));
  }
}

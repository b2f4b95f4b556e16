package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.text.ClosestMatch;
import dev.rollcall.text.PrintableText;
import java.util.Optional;

/** Reads {@code type}, the name of a kind of check. */
final class CheckTypeReader {

  private CheckTypeReader() {}

  /** The type; empty, with a problem reported, if there is no such type. */
  static Optional<String> read(DocumentCursor node) {
    String expected = "one of " + String.join(", ", CheckKind.TYPES);
    Optional<String> type = ScalarReader.string(node, expected).map(Located::value);
    if (type.isEmpty() || CheckKind.TYPES.contains(type.get())) {
      return type;
    }
    String hint =
        ClosestMatch.closest(type.get(), CheckKind.TYPES)
            .map("; did you mean '%s'?"::formatted)
            .orElse("");
    node.reject(
        "expected %s, found '%s'%s".formatted(expected, PrintableText.printable(type.get()), hint));
    return Optional.empty();
  }
}

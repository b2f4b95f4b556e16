package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of a document with its path, and the collector for the problems found in it.
 *
 * @param path its position in the document, such as {@code peers[3].address}; empty for the root
 * @param problems collects what is wrong with it
 */
public record DocumentCursor(DocumentValue value, String path, Problems problems) {

  public SourceLocation location() {
    return value.location();
  }

  public void reject(String message) {
    problems.add(location(), path, message);
  }

  /** The value below a key of it. */
  public DocumentCursor child(String key, DocumentValue below) {
    return new DocumentCursor(below, pathOf(key), problems);
  }

  String pathOf(String key) {
    String printable = PrintableText.printable(key);
    return path.isEmpty() ? printable : path + "." + printable;
  }

  /** Its items; empty, with a problem reported, if it is not a list. */
  public Optional<List<DocumentCursor>> items() {
    if (!(value instanceof DocumentValue.Sequence list)) {
      reject("expected a list, found " + value.describe());
      return Optional.empty();
    }
    List<DocumentCursor> nodes = new ArrayList<>(list.items().size());
    for (int i = 0; i < list.items().size(); i++) {
      nodes.add(new DocumentCursor(list.items().get(i), path + "[" + i + "]", problems));
    }
    return Optional.of(nodes);
  }
}

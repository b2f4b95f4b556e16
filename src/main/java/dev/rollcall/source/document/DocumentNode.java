package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value on its way to be read.
 *
 * @param path where it is in the document; empty for the whole
 * @param problems where to tell what is wrong with it
 */
public record DocumentNode(Value value, String path, Problems problems) {

  public SourceLocation location() {
    return value.location();
  }

  public void reject(String message) {
    problems.add(location(), path, message);
  }

  /** What is under a key of it. */
  public DocumentNode child(String key, Value below) {
    return new DocumentNode(below, pathOf(key), problems);
  }

  String pathOf(String key) {
    String shown = PrintableText.printable(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** Its items; empty, and told, if it is no list. */
  public Optional<List<DocumentNode>> items() {
    if (!(value instanceof Value.Sequence list)) {
      reject("expected a list, found " + value.describe());
      return Optional.empty();
    }
    List<DocumentNode> cells = new ArrayList<>(list.items().size());
    for (int i = 0; i < list.items().size(); i++) {
      cells.add(new DocumentNode(list.items().get(i), path + "[" + i + "]", problems));
    }
    return Optional.of(cells);
  }
}

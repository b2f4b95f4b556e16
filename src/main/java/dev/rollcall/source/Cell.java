package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value on its way to be read.
 *
 * @param path where it is in the document; empty for the whole
 * @param problems where to tell what is wrong with it
 */
record Cell(Value value, String path, Problems problems) {

  Place place() {
    return value.place();
  }

  void refuse(String message) {
    problems.add(place(), path, message);
  }

  /** What is under a key of it. */
  Cell at(String key, Value below) {
    return new Cell(below, pathOf(key), problems);
  }

  String pathOf(String key) {
    String shown = Texts.printable(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** Its items; empty, and told, if it is no list. */
  Optional<List<Cell>> items() {
    if (!(value instanceof Value.Items list)) {
      refuse("expected a list, found " + value.describe());
      return Optional.empty();
    }
    List<Cell> cells = new ArrayList<>(list.items().size());
    for (int i = 0; i < list.items().size(); i++) {
      cells.add(new Cell(list.items().get(i), path + "[" + i + "]", problems));
    }
    return Optional.of(cells);
  }
}

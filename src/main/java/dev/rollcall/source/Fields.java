package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping whose keys are known beforehand. */
final class Fields {

  private final Cell cell;
  private final Map<String, Value.Entry> entries = new HashMap<>();

  private Fields(Cell cell) {
    this.cell = cell;
  }

  /** Tells of every key that is unknown or there twice. Empty, and told, if it is no mapping. */
  static Optional<Fields> of(Cell cell, List<String> known) {
    return of(cell, Keys.of(known));
  }

  /** As the other. */
  static Optional<Fields> of(Cell cell, Keys keys) {
    return read(cell, keys, true);
  }

  /** As {@link #of}, but passes over keys that are unknown. */
  static Optional<Fields> among(Cell cell, List<String> known) {
    return read(cell, Keys.of(known), false);
  }

  private static Optional<Fields> read(Cell cell, Keys keys, boolean strict) {
    if (!(cell.value() instanceof Value.Mapping mapping)) {
      cell.refuse(
          "expected a mapping with "
              + keys.spelled(cell.place())
              + ", found "
              + cell.value().describe());
      return Optional.empty();
    }
    Fields fields = new Fields(cell);
    for (Value.Entry entry : mapping.entries()) {
      if (keys.has(entry.key())) {
        fields.add(entry);
      } else if (strict) {
        fields.refuseUnknown(entry, keys);
      }
    }
    return Optional.of(fields);
  }

  /** The value of an optional key; empty, and told, if the key is there without a value. */
  Optional<Cell> get(String key) {
    Value.Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.value() instanceof Value.Nothing) {
      cell.problems().add(entry.place(), cell.pathOf(key), "has no value");
      return Optional.empty();
    }
    return Optional.of(cell.at(key, entry.value()));
  }

  /** Whether the key is there, be it without a value. */
  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The value of a key that must be there; what was expected is told if it is not. */
  Optional<Cell> require(String key, String expected) {
    if (!has(key)) {
      cell.refuse("'%s' is missing; %s".formatted(cell.place().spell(key), expected));
    }
    return get(key);
  }

  private void add(Value.Entry entry) {
    Value.Entry first = entries.putIfAbsent(entry.key(), entry);
    if (first != null) {
      cell.problems()
          .add(
              entry.place(),
              cell.pathOf(entry.key()),
              "key '%s' is already used at %s"
                  .formatted(entry.place().spell(entry.key()), first.place()));
    }
  }

  private void refuseUnknown(Value.Entry entry, Keys keys) {
    Place place = entry.place();
    // Not formatted(): a small file can have very many of them, and that takes the most memory.
    String message =
        "unknown key '"
            + Texts.printable(place.spell(entry.key()))
            + "'; "
            + keys.advice(place, entry.key());
    cell.problems().add(place, cell.pathOf(entry.key()), message);
  }
}

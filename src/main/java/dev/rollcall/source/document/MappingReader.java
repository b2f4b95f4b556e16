package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping whose keys are known beforehand. */
public final class MappingReader {

  private final DocumentNode node;
  private final Map<String, Value.MappingEntry> entries = new HashMap<>();

  private MappingReader(DocumentNode cell) {
    this.node = cell;
  }

  /** Tells of every key that is unknown or there twice. Empty, and told, if it is no mapping. */
  public static Optional<MappingReader> of(DocumentNode cell, List<String> known) {
    return of(cell, KnownKeys.of(known));
  }

  /** As the other. */
  public static Optional<MappingReader> of(DocumentNode cell, KnownKeys keys) {
    return read(cell, keys, true);
  }

  /** As {@link #of}, but passes over keys that are unknown. */
  public static Optional<MappingReader> ignoringUnknownKeys(DocumentNode cell, List<String> known) {
    return read(cell, KnownKeys.of(known), false);
  }

  private static Optional<MappingReader> read(DocumentNode cell, KnownKeys keys, boolean strict) {
    if (!(cell.value() instanceof Value.Mapping mapping)) {
      cell.reject(
          "expected a mapping with "
              + keys.formatted(cell.location())
              + ", found "
              + cell.value().describe());
      return Optional.empty();
    }
    MappingReader fields = new MappingReader(cell);
    for (Value.MappingEntry entry : mapping.entries()) {
      if (keys.has(entry.key())) {
        fields.add(entry);
      } else if (strict) {
        fields.rejectUnknown(entry, keys);
      }
    }
    return Optional.of(fields);
  }

  /** The value of an optional key; empty, and told, if the key is there without a value. */
  public Optional<DocumentNode> get(String key) {
    Value.MappingEntry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.value() instanceof Value.Null) {
      node.problems().add(entry.location(), node.pathOf(key), "has no value");
      return Optional.empty();
    }
    return Optional.of(node.child(key, entry.value()));
  }

  /** Whether the key is there, be it without a value. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The value of a key that must be there; what was expected is told if it is not. */
  public Optional<DocumentNode> require(String key, String expected) {
    if (!has(key)) {
      node.reject("'%s' is missing; %s".formatted(node.location().formatKey(key), expected));
    }
    return get(key);
  }

  private void add(Value.MappingEntry entry) {
    Value.MappingEntry first = entries.putIfAbsent(entry.key(), entry);
    if (first != null) {
      node.problems()
          .add(
              entry.location(),
              node.pathOf(entry.key()),
              "key '%s' is already used at %s"
                  .formatted(entry.location().formatKey(entry.key()), first.location()));
    }
  }

  private void rejectUnknown(Value.MappingEntry entry, KnownKeys keys) {
    SourceLocation place = entry.location();
    // Not formatted(): a small file can have very many of them, and that takes the most memory.
    String message =
        "unknown key '"
            + PrintableText.printable(place.formatKey(entry.key()))
            + "'; "
            + keys.advice(place, entry.key());
    node.problems().add(place, node.pathOf(entry.key()), message);
  }
}

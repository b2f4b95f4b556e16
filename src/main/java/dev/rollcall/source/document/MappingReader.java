package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a mapping whose keys are known beforehand. */
public final class MappingReader {

  private final DocumentCursor node;
  private final Map<String, DocumentValue.MappingEntry> entries = new HashMap<>();

  private MappingReader(DocumentCursor node) {
    this.node = node;
  }

  /**
   * Reports every key that is unknown or duplicate. Empty, with a problem reported, if it is not a
   * mapping.
   */
  public static Optional<MappingReader> of(DocumentCursor node, List<String> known) {
    return of(node, KnownKeys.of(known));
  }

  /** Likewise, with undocumented keys and hints. */
  public static Optional<MappingReader> of(DocumentCursor node, KnownKeys keys) {
    return read(node, keys, true);
  }

  /** As {@link #of}, but ignores unknown keys. */
  public static Optional<MappingReader> ignoringUnknownKeys(
      DocumentCursor node, List<String> known) {
    return read(node, KnownKeys.of(known), false);
  }

  private static Optional<MappingReader> read(DocumentCursor node, KnownKeys keys, boolean strict) {
    if (!(node.value() instanceof DocumentValue.Mapping mapping)) {
      node.reject(
          "expected a mapping with "
              + keys.formatted(node.location())
              + ", found "
              + node.value().describe());
      return Optional.empty();
    }
    MappingReader reader = new MappingReader(node);
    for (DocumentValue.MappingEntry entry : mapping.entries()) {
      if (keys.has(entry.key())) {
        reader.add(entry);
      } else if (strict) {
        reader.rejectUnknown(entry, keys);
      }
    }
    return Optional.of(reader);
  }

  /** The value of an optional key; empty, with a problem reported, if the key has no value. */
  public Optional<DocumentCursor> get(String key) {
    DocumentValue.MappingEntry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.value() instanceof DocumentValue.Null) {
      node.problems().add(entry.location(), node.pathOf(key), "has no value");
      return Optional.empty();
    }
    return Optional.of(node.child(key, entry.value()));
  }

  /** Whether the key is present, with or without a value. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The value of a required key; if it is missing, the problem says what was expected. */
  public Optional<DocumentCursor> require(String key, String expected) {
    if (!has(key)) {
      node.reject("'%s' is missing; %s".formatted(node.location().formatKey(key), expected));
    }
    return get(key);
  }

  private void add(DocumentValue.MappingEntry entry) {
    DocumentValue.MappingEntry first = entries.putIfAbsent(entry.key(), entry);
    if (first != null) {
      node.problems()
          .add(
              entry.location(),
              node.pathOf(entry.key()),
              "key '%s' is already used at %s"
                  .formatted(entry.location().formatKey(entry.key()), first.location()));
    }
  }

  private void rejectUnknown(DocumentValue.MappingEntry entry, KnownKeys keys) {
    SourceLocation location = entry.location();
    // Not formatted(): a small file can have very many of them, and formatted() allocates most.
    String message =
        "unknown key '"
            + PrintableText.printable(location.formatKey(entry.key()))
            + "'; "
            + keys.advice(location, entry.key());
    node.problems().add(location, node.pathOf(entry.key()), message);
  }
}

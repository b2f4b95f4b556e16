package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from arbitrary keys to strings. */
public final class StringMapReader {

  private final String noun;
  private final Function<String, Optional<String>> keyMistake;
  private final Function<DocumentCursor, Optional<Located<String>>> valueReader;

  /**
   * @param noun what a message calls an entry
   * @param keyMistake what is wrong with a key, if anything
   * @param valueReader reads a value; empty, with a problem reported, if it is invalid
   */
  public StringMapReader(
      String noun,
      Function<String, Optional<String>> keyMistake,
      Function<DocumentCursor, Optional<Located<String>>> valueReader) {
    this.noun = noun;
    this.keyMistake = keyMistake;
    this.valueReader = valueReader;
  }

  /** The valid entries; problems are reported for the others. */
  public SortedMap<String, String> read(DocumentCursor node, DocumentValue.Mapping mapping) {
    SortedMap<String, String> strings = new TreeMap<>();
    Map<String, SourceLocation> locations = new HashMap<>();
    for (DocumentValue.MappingEntry entry : mapping.entries()) {
      Optional<String> mistake =
          mistake(entry, locations.putIfAbsent(entry.key(), entry.location()));
      if (mistake.isPresent()) {
        node.problems().add(entry.location(), node.pathOf(entry.key()), mistake.get());
      } else {
        valueReader
            .apply(node.child(entry.key(), entry.value()))
            .ifPresent(read -> strings.put(entry.key(), read.value()));
      }
    }
    return strings;
  }

  private Optional<String> mistake(
      DocumentValue.MappingEntry entry, @Nullable SourceLocation first) {
    if (first != null) {
      return Optional.of(
          "%s '%s' is already used at %s"
              .formatted(noun, PrintableText.printable(entry.key()), first));
    }
    Optional<String> mistake = keyMistake.apply(entry.key());
    return mistake.isEmpty() && entry.value() instanceof DocumentValue.Null
        ? Optional.of("has no value")
        : mistake;
  }
}

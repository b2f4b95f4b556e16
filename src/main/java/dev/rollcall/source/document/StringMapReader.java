package dev.rollcall.source.document;

import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from keys that its owner chose to texts. */
public final class StringMapReader {

  private final String noun;
  private final Function<String, Optional<String>> keyMistake;
  private final Function<DocumentNode, Optional<Located<String>>> valueReader;

  /**
   * @param noun what a message calls an entry
   * @param mistake what is wrong with a key, if anything
   * @param text reads a value; empty, and told, if it is wrong
   */
  public StringMapReader(
      String noun,
      Function<String, Optional<String>> mistake,
      Function<DocumentNode, Optional<Located<String>>> text) {
    this.noun = noun;
    this.keyMistake = mistake;
    this.valueReader = text;
  }

  /** The entries without fault. */
  public SortedMap<String, String> read(DocumentNode cell, Value.Mapping mapping) {
    SortedMap<String, String> texts = new TreeMap<>();
    Map<String, SourceLocation> places = new HashMap<>();
    for (Value.MappingEntry entry : mapping.entries()) {
      Optional<String> wrong = mistake(entry, places.putIfAbsent(entry.key(), entry.location()));
      if (wrong.isPresent()) {
        cell.problems().add(entry.location(), cell.pathOf(entry.key()), wrong.get());
      } else {
        valueReader
            .apply(cell.child(entry.key(), entry.value()))
            .ifPresent(read -> texts.put(entry.key(), read.value()));
      }
    }
    return texts;
  }

  private Optional<String> mistake(Value.MappingEntry entry, @Nullable SourceLocation first) {
    if (first != null) {
      return Optional.of(
          "%s '%s' is already used at %s"
              .formatted(noun, PrintableText.printable(entry.key()), first));
    }
    Optional<String> wrong = keyMistake.apply(entry.key());
    return wrong.isEmpty() && entry.value() instanceof Value.Null
        ? Optional.of("has no value")
        : wrong;
  }
}

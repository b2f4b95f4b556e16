package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from keys that its owner chose to texts. */
final class KeyedTexts {

  private final String noun;
  private final Function<String, Optional<String>> mistake;
  private final Function<Cell, Optional<Marked<String>>> text;

  /**
   * @param noun what a message calls an entry
   * @param mistake what is wrong with a key, if anything
   * @param text reads a value; empty, and told, if it is wrong
   */
  KeyedTexts(
      String noun,
      Function<String, Optional<String>> mistake,
      Function<Cell, Optional<Marked<String>>> text) {
    this.noun = noun;
    this.mistake = mistake;
    this.text = text;
  }

  /** The entries without fault. */
  SortedMap<String, String> read(Cell cell, Value.Mapping mapping) {
    SortedMap<String, String> texts = new TreeMap<>();
    Map<String, Place> places = new HashMap<>();
    for (Value.Entry entry : mapping.entries()) {
      Optional<String> wrong = wrong(entry, places.putIfAbsent(entry.key(), entry.place()));
      if (wrong.isPresent()) {
        cell.problems().add(entry.place(), cell.pathOf(entry.key()), wrong.get());
      } else {
        text.apply(cell.at(entry.key(), entry.value()))
            .ifPresent(read -> texts.put(entry.key(), read.value()));
      }
    }
    return texts;
  }

  private Optional<String> wrong(Value.Entry entry, @Nullable Place first) {
    if (first != null) {
      return Optional.of(
          "%s '%s' is already used at %s".formatted(noun, Texts.printable(entry.key()), first));
    }
    Optional<String> wrong = mistake.apply(entry.key());
    return wrong.isEmpty() && entry.value() instanceof Value.Nothing
        ? Optional.of("has no value")
        : wrong;
  }
}

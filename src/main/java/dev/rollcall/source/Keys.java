package dev.rollcall.source;

import dev.rollcall.peer.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys that a mapping may have, in snake_case.
 *
 * @param listed in the order in which messages list them
 * @param unlisted may be there too, but nobody need be told of them
 * @param elsewhere unknown here, but known to have a place elsewhere: what to tell of them
 */
record Keys(List<String> listed, Set<String> unlisted, Map<String, String> elsewhere) {

  static Keys of(List<String> listed) {
    return new Keys(listed, Set.of(), Map.of());
  }

  boolean has(String key) {
    return listed.contains(key) || unlisted.contains(key);
  }

  /** What to tell of a key that is unknown. */
  String advice(Place place, String unknown) {
    String there = elsewhere.get(unknown.replace('-', '_'));
    return there != null
        ? there
        : Suggestions.closest(unknown, listed)
            .map(key -> "did you mean '" + place.spell(key) + "'?")
            .orElseGet(() -> "expected " + spelled(place));
  }

  /** Those that are listed, as they are written at such a place. */
  String spelled(Place place) {
    return String.join(", ", listed.stream().map(place::spell).toList());
  }
}

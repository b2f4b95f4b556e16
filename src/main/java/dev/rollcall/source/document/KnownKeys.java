package dev.rollcall.source.document;

import dev.rollcall.text.ClosestMatch;
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
public record KnownKeys(List<String> listed, Set<String> undocumented, Map<String, String> hints) {

  public static KnownKeys of(List<String> listed) {
    return new KnownKeys(listed, Set.of(), Map.of());
  }

  boolean has(String key) {
    return listed.contains(key) || undocumented.contains(key);
  }

  /** What to tell of a key that is unknown. */
  String advice(SourceLocation place, String unknown) {
    String there = hints.get(unknown.replace('-', '_'));
    return there != null
        ? there
        : ClosestMatch.closest(unknown, listed)
            .map(key -> "did you mean '" + place.formatKey(key) + "'?")
            .orElseGet(() -> "expected " + formatted(place));
  }

  /** Those that are listed, as they are written at such a place. */
  public String formatted(SourceLocation place) {
    return String.join(", ", listed.stream().map(place::formatKey).toList());
  }
}

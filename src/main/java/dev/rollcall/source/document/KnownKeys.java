package dev.rollcall.source.document;

import dev.rollcall.text.ClosestMatch;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys that a mapping may have, in snake_case.
 *
 * @param listed in the order in which messages list them
 * @param undocumented accepted too, but not listed in messages
 * @param hints for keys that are unknown here but valid elsewhere: the advice for the message
 */
public record KnownKeys(List<String> listed, Set<String> undocumented, Map<String, String> hints) {

  public static KnownKeys of(List<String> listed) {
    return new KnownKeys(listed, Set.of(), Map.of());
  }

  boolean has(String key) {
    return listed.contains(key) || undocumented.contains(key);
  }

  /** The advice in the message about an unknown key. */
  String advice(SourceLocation location, String unknown) {
    String there = hints.get(unknown.replace('-', '_'));
    return there != null
        ? there
        : ClosestMatch.closest(unknown, listed)
            .map(key -> "did you mean '" + location.formatKey(key) + "'?")
            .orElseGet(() -> "expected " + formatted(location));
  }

  /** The listed keys, as they are written at such a location. */
  public String formatted(SourceLocation location) {
    return String.join(", ", listed.stream().map(location::formatKey).toList());
  }
}

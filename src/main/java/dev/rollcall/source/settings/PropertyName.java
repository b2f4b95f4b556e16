package dev.rollcall.source.settings;

import dev.rollcall.source.document.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Parses the name of a property into segments: {@code rollcall.peers[0].labels."my.key"}.
 *
 * @param name as a whole
 * @param segments its parts after {@code rollcall}
 */
record PropertyName(String name, List<Segment> segments) {

  static final String ROOT = "rollcall";

  /** Mappings whose keys the user chooses. */
  private static final Set<String> FREE_KEYS = Set.of("headers", "labels", "metadata");

  private static final int LONGEST_INDEX = 9;

  /**
   * One part of the name: a key or an index.
   *
   * @param key in snake_case, but as written below headers, labels and metadata; empty for an index
   * @param raw as it is written
   */
  record Segment(String key, OptionalInt index, String raw) {
    String nameAfter(String before) {
      return index.isPresent() ? before + raw : before + "." + raw;
    }
  }

  SourceLocation.OfName place() {
    return new SourceLocation.OfName(name);
  }

  /** The first key after {@code rollcall.}, without parsing the rest. */
  static Optional<String> topOf(String name) {
    if (!name.startsWith(ROOT + ".")) {
      return Optional.empty();
    }
    int from = ROOT.length() + 1;
    return Optional.of(name.substring(from, endOfKey(name, from)));
  }

  /** Empty if it is malformed. */
  static Optional<PropertyName> parse(String name) {
    List<Segment> segments = new ArrayList<>();
    int at = ROOT.length();
    while (at < name.length()) {
      boolean index = name.charAt(at) == '[';
      if (!index && name.charAt(at) != '.') {
        return Optional.empty();
      }
      int end = index ? name.indexOf(']', at) + 1 : endOfKey(name, at + 1);
      if (!index && isInFreeKeys(segments)) {
        end = name.length();
      }
      Optional<Segment> segment =
          index ? index(name, at, end) : key(name, at + 1, end, isInFreeKeys(segments));
      if (segment.isEmpty()) {
        return Optional.empty();
      }
      segments.add(segment.get());
      at = end;
    }
    return Optional.of(new PropertyName(name, List.copyOf(segments)));
  }

  // The rest of the name is one key then, since none of these is nested.
  private static boolean isInFreeKeys(List<Segment> segments) {
    return !segments.isEmpty() && FREE_KEYS.contains(segments.get(segments.size() - 1).key());
  }

  private static int endOfKey(String name, int from) {
    if (from < name.length() && name.charAt(from) == '"') {
      int quote = name.indexOf('"', from + 1);
      return quote < 0 ? name.length() : quote + 1;
    }
    int end = from;
    while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private static Optional<Segment> key(String name, int from, int end, boolean verbatim) {
    String raw = name.substring(from, end);
    boolean quoted = raw.length() >= 2 && raw.startsWith("\"") && raw.endsWith("\"");
    String plain = quoted ? raw.substring(1, raw.length() - 1) : raw;
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    String key = verbatim ? plain : plain.replace('-', '_');
    return Optional.of(new Segment(key, OptionalInt.empty(), raw));
  }

  private static Optional<Segment> index(String name, int from, int end) {
    if (end <= from + 2 || end - from - 2 > LONGEST_INDEX) {
      return Optional.empty();
    }
    String digits = name.substring(from + 1, end - 1);
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    String raw = name.substring(from, end);
    return Optional.of(new Segment("", OptionalInt.of(Integer.parseInt(digits)), raw));
  }
}

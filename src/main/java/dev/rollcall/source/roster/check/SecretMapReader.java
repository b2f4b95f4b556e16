package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.StringMapReader;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads a mapping to strings that are sent to a peer and may be secrets: no message has one. */
final class SecretMapReader {

  private static final int MAX_ENTRIES = 32;
  private static final int MAX_VALUE_LENGTH = 4_096;

  private final StringMapReader entries;

  /**
   * @param noun what a message calls an entry
   * @param keyMistake what is wrong with a key, if anything
   */
  SecretMapReader(String noun, Function<String, Optional<String>> keyMistake) {
    this.entries = new StringMapReader(noun, keyMistake, SecretMapReader::value);
  }

  /** The valid entries; empty if there are none, and, with a problem reported, if not a mapping. */
  Optional<SortedMap<String, String>> read(DocumentCursor node) {
    if (!(node.value() instanceof DocumentValue.Mapping mapping)) {
      String found =
          node.value() instanceof DocumentValue.Scalar ? "text" : node.value().describe();
      node.reject("expected a mapping such as {authorization: Bearer ...}, found " + found);
      return Optional.empty();
    }
    if (mapping.entries().size() > MAX_ENTRIES) {
      node.reject(
          "%d entries; expected at most %d".formatted(mapping.entries().size(), MAX_ENTRIES));
      return Optional.empty();
    }
    return Optional.of(entries.read(node, mapping)).filter(read -> !read.isEmpty());
  }

  /** Both, with a peer's own value where both have a key. */
  static SortedMap<String, String> merge(
      SortedMap<String, String> own, SortedMap<String, String> inherited) {
    SortedMap<String, String> merged = new TreeMap<>(inherited);
    merged.putAll(own);
    return merged;
  }

  private static Optional<Located<String>> value(DocumentCursor node) {
    Optional<Located<String>> text = ScalarReader.string(node, "text");
    Optional<String> mistake = text.map(Located::value).flatMap(SecretMapReader::valueMistake);
    mistake.ifPresent(node::reject);
    return mistake.isPresent() ? Optional.empty() : text;
  }

  private static Optional<String> valueMistake(String value) {
    if (value.isEmpty()) {
      return Optional.of("must not be empty");
    }
    if (value.length() > MAX_VALUE_LENGTH) {
      return Optional.of(
          "a value has at most %d characters, this one has %d"
              .formatted(MAX_VALUE_LENGTH, value.length()));
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return Optional.of(
            "character %d of the value is not printable ASCII; the value is not shown, as it may be a secret"
                .formatted(i + 1));
      }
    }
    return value.startsWith(" ") || value.endsWith(" ")
        ? Optional.of("the value begins or ends with a blank")
        : Optional.empty();
  }
}

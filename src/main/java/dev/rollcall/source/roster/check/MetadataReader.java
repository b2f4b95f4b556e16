package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.StringMapReader;
import dev.rollcall.source.document.Value;
import dev.rollcall.text.PrintableText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the metadata of gRPC calls. A value may be a secret, so messages never contain one. */
final class MetadataReader {

  private static final int MAX_ENTRIES = 32;
  private static final int MAX_VALUE_LENGTH = 4_096;
  private static final Pattern KEY = Pattern.compile("[0-9a-z_.-]{1,128}");

  /** Headers that HTTP/2 forbids or that gRPC itself sends. */
  private static final Set<String> RESERVED =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "host",
          "keep-alive",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  private static final StringMapReader METADATA =
      new StringMapReader("metadata", MetadataReader::keyMistake, MetadataReader::value);

  private MetadataReader() {}

  /** The valid entries; empty if there are none, and, with a problem reported, if not a mapping. */
  static Optional<SortedMap<String, String>> read(DocumentNode node) {
    if (!(node.value() instanceof Value.Mapping mapping)) {
      String found = node.value() instanceof Value.Scalar ? "text" : node.value().describe();
      node.reject("expected a mapping such as {authorization: Bearer ...}, found " + found);
      return Optional.empty();
    }
    if (mapping.entries().size() > MAX_ENTRIES) {
      node.reject(
          "%d entries; expected at most %d".formatted(mapping.entries().size(), MAX_ENTRIES));
      return Optional.empty();
    }
    return Optional.of(METADATA.read(node, mapping)).filter(entries -> !entries.isEmpty());
  }

  /** Both, with a peer's own value where both have a key. */
  static SortedMap<String, String> merge(
      SortedMap<String, String> own, SortedMap<String, String> inherited) {
    SortedMap<String, String> merged = new TreeMap<>(inherited);
    merged.putAll(own);
    return merged;
  }

  private static Optional<String> keyMistake(String key) {
    String printable = PrintableText.printable(key);
    String lower = key.toLowerCase(Locale.ROOT);
    if (!KEY.matcher(lower).matches()) {
      return Optional.of(
          "'%s' is not a metadata key (1-128 lower-case letters, digits, '_', '.' and '-')"
              .formatted(printable));
    }
    if (lower.startsWith("grpc-") || RESERVED.contains(lower)) {
      return Optional.of("'%s' is reserved for gRPC itself".formatted(printable));
    }
    if (lower.endsWith("-bin")) {
      return Optional.of(
          "'%s' ends in '-bin', which gRPC reserves for binary values; expected a key for text"
              .formatted(printable));
    }
    return lower.equals(key)
        ? Optional.empty()
        : Optional.of(
            "'%s' has upper-case letters, but metadata keys are lower-case; did you mean '%s'?"
                .formatted(printable, PrintableText.printable(lower)));
  }

  private static Optional<Located<String>> value(DocumentNode node) {
    Optional<Located<String>> text = ScalarReader.string(node, "text");
    Optional<String> mistake = text.map(Located::value).flatMap(MetadataReader::valueMistake);
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

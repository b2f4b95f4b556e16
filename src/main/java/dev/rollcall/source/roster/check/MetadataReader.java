package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.StringMapReader;
import dev.rollcall.source.document.Value;
import dev.rollcall.text.PrintableText;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Reads the metadata of gRPC calls. A value may be a secret, so no message shows one. */
final class MetadataReader {

  private static final int MAX_ENTRIES = 32;
  private static final int MAX_VALUE_LENGTH = 4_096;
  private static final Pattern KEY = Pattern.compile("[0-9a-z_.-]{1,128}");

  /** What HTTP/2 forbids, and what gRPC itself says. */
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

  static SortedMap<String, String> read(DocumentNode cell) {
    if (!(cell.value() instanceof Value.Mapping mapping)) {
      String found = cell.value() instanceof Value.Scalar ? "text" : cell.value().describe();
      cell.reject("expected a mapping such as {authorization: Bearer ...}, found " + found);
      return Collections.emptySortedMap();
    }
    if (mapping.entries().size() > MAX_ENTRIES) {
      cell.reject("%d entries are more than %d".formatted(mapping.entries().size(), MAX_ENTRIES));
      return Collections.emptySortedMap();
    }
    return METADATA.read(cell, mapping);
  }

  private static Optional<String> keyMistake(String key) {
    String shown = PrintableText.printable(key);
    String lower = key.toLowerCase(Locale.ROOT);
    if (!KEY.matcher(lower).matches()) {
      return Optional.of(
          "'%s' is not a key of metadata (1-128 of lower-case letters, digits, '_', '.' and '-')"
              .formatted(shown));
    }
    if (lower.startsWith("grpc-") || RESERVED.contains(lower)) {
      return Optional.of("'%s' is reserved for gRPC itself".formatted(shown));
    }
    if (lower.endsWith("-bin")) {
      return Optional.of(
          "'%s' is for bytes, as its end '-bin' says; expected a key of texts".formatted(shown));
    }
    return lower.equals(key)
        ? Optional.empty()
        : Optional.of(
            "'%s' has capital letters, which no key of metadata has; did you mean '%s'?"
                .formatted(shown, PrintableText.printable(lower)));
  }

  private static Optional<Located<String>> value(DocumentNode cell) {
    Optional<Located<String>> text = ScalarReader.string(cell, "text");
    Optional<String> wrong = text.map(Located::value).flatMap(MetadataReader::valueMistake);
    wrong.ifPresent(cell::reject);
    return wrong.isPresent() ? Optional.empty() : text;
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

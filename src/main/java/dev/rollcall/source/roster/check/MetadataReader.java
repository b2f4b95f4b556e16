package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.text.PrintableText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Reads the metadata of gRPC calls. */
final class MetadataReader {

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

  private static final SecretMapReader METADATA =
      new SecretMapReader("metadata", MetadataReader::keyMistake);

  private MetadataReader() {}

  /** The valid entries; empty if there are none, and, with a problem reported, if not a mapping. */
  static Optional<SortedMap<String, String>> read(DocumentCursor node) {
    return METADATA.read(node);
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
}

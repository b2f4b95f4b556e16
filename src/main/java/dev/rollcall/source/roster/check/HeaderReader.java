package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.text.DigestWriter;
import dev.rollcall.text.PrintableText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the headers of HTTP requests. Their names are case-insensitive, and kept in lower case. */
final class HeaderReader {

  /** A token of RFC 9110, 5.6.2. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

  /** Headers that determine how long a message is and when its connection ends. */
  private static final Set<String> RESERVED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** No boolean begins with this byte, so that the digest tells headers from what may follow. */
  private static final int DIGEST_MARK = 2 << 24;

  private static final SecretMapReader HEADERS =
      new SecretMapReader("header", HeaderReader::nameMistake);

  private HeaderReader() {}

  /** The valid entries; empty if there are none, and, with a problem reported, if not a mapping. */
  static Optional<SortedMap<String, String>> read(DocumentCursor node) {
    Optional<SortedMap<String, String>> headers = HEADERS.read(node);
    if (headers.isPresent() && node.value() instanceof DocumentValue.Mapping mapping) {
      rejectRepeated(node, mapping);
    }
    return headers.map(HeaderReader::inLowerCase);
  }

  /** Nothing without headers: the digests of lists without them are those of older versions. */
  static void writeTo(DigestWriter writer, Optional<SortedMap<String, String>> headers) {
    if (headers.isPresent()) {
      writer.integer(DIGEST_MARK);
      writer.stringMap(headers.get());
    }
  }

  private static SortedMap<String, String> inLowerCase(SortedMap<String, String> headers) {
    SortedMap<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return lower;
  }

  /** The same name in the same case has been reported already. */
  private static void rejectRepeated(DocumentCursor node, DocumentValue.Mapping mapping) {
    Map<String, DocumentValue.MappingEntry> first = new HashMap<>();
    for (DocumentValue.MappingEntry entry : mapping.entries()) {
      DocumentValue.MappingEntry same =
          first.putIfAbsent(entry.key().toLowerCase(Locale.ROOT), entry);
      if (same != null && !same.key().equals(entry.key())) {
        node.child(entry.key(), entry.value())
            .reject(
                "header '%s' is already used at %s"
                    .formatted(PrintableText.printable(entry.key()), same.location()));
      }
    }
  }

  private static Optional<String> nameMistake(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          "'%s' is not the name of a header (1-128 letters, digits, '-', '_', '.' and a few other marks)"
              .formatted(PrintableText.printable(name)));
    }
    return RESERVED.contains(lower)
        ? Optional.of("'%s' is determined by Rollcall itself".formatted(lower))
        : Optional.empty();
  }
}

package dev.rollcall.source.settings;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.text.PrintableText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code rollcall.listen.allowed-hosts}: a list, or one text with commas. */
final class AllowedHostsReader {

  private static final String EXPECTED = "the name or address of a host";

  /** A name, or an address; that of IPv6 has at least two colons. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]++|[0-9A-Fa-f]*+:[0-9A-Fa-f]*+:[0-9A-Fa-f:.]*+");

  private AllowedHostsReader() {}

  static List<String> read(DocumentCursor node) {
    DocumentCursor list =
        new DocumentCursor(SettingsTree.split(node.value()), node.path(), node.problems());
    return list.items().orElse(List.of()).stream()
        .filter(host -> !isBlank(host.value()))
        .map(AllowedHostsReader::host)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> host(DocumentCursor node) {
    Optional<String> host = ScalarReader.string(node, EXPECTED).map(Located::value);
    Optional<String> invalid = host.filter(text -> !isHost(text));
    invalid.ifPresent(
        text ->
            node.reject(
                "'%s' is not %s; expected one such as rollcall.example.org or 10.0.0.1, without a port, or * for all"
                    .formatted(PrintableText.printable(text), EXPECTED)));
    return host.filter(text -> invalid.isEmpty());
  }

  /** After the last comma. */
  private static boolean isBlank(DocumentValue value) {
    return value instanceof DocumentValue.Scalar scalar && scalar.text().isEmpty();
  }

  private static boolean isHost(String text) {
    boolean isBracketed = text.startsWith("[") && text.endsWith("]");
    return text.equals(ListenSettings.ANY_HOST)
        || HOST.matcher(isBracketed ? text.substring(1, text.length() - 1) : text).matches();
  }
}

package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.KnownKeys;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.text.PrintableText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code tls}: a boolean, or a mapping with the TLS settings. */
final class TlsSettingsReader {

  private static final KnownKeys KEYS = KnownKeys.of(List.of("config", "server_name"));
  private static final int MAX_NAME_LENGTH = 253;

  // Stricter than the host of an address: SNI (RFC 6066) allows neither an IP nor '_'.
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]*+");

  private final TlsConfigNames configs;

  /**
   * @param configs the names of the settings' TLS configurations
   */
  TlsSettingsReader(TlsConfigNames configs) {
    this.configs = configs;
  }

  Optional<PartialTls> read(DocumentCursor node) {
    if (node.value() instanceof DocumentValue.Mapping) {
      return MappingReader.of(node, KEYS)
          .map(
              mapping ->
                  new PartialTls(
                      true,
                      mapping.get("config").flatMap(configs::read),
                      mapping.get("server_name").flatMap(TlsSettingsReader::serverName)));
    }
    String expected = "true, false or a mapping with " + KEYS.formatted(node.location());
    return ScalarReader.bool(node, expected).map(on -> on.value() ? PartialTls.ON : PartialTls.OFF);
  }

  private static Optional<String> serverName(DocumentCursor node) {
    Optional<String> name = ScalarReader.string(node, "a host name").map(Located::value);
    if (name.isPresent() && !isHostName(name.get())) {
      node.reject(
          "'%s' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)"
              .formatted(PrintableText.printable(name.get())));
      return Optional.empty();
    }
    return name.map(text -> text.toLowerCase(Locale.ROOT));
  }

  private static boolean isHostName(String text) {
    if (text.length() > MAX_NAME_LENGTH || NUMBERS.matcher(text).matches()) {
      return false;
    }
    for (String label : text.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }
}

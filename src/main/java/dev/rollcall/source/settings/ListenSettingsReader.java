package dev.rollcall.source.settings;

import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.roster.check.TlsConfigNames;
import dev.rollcall.text.PrintableText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code rollcall.listen.*}. */
final class ListenSettingsReader {

  private static final String ALLOWED_HOSTS = "allowed_hosts";
  private static final String CLIENT_AUTH = "client_auth";
  private static final String CONNECTION_LIMIT = "connection_limit";
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String TLS = "tls";
  private static final String WATCH_LIMIT = "watch_limit";
  private static final List<String> KEYS =
      List.of(ALLOWED_HOSTS, CLIENT_AUTH, CONNECTION_LIMIT, HOST, PORT, TLS, WATCH_LIMIT);

  private static final String REQUIRED = "required";
  private static final String NONE = "none";
  private static final int MAX_PORT = 65_535;
  private static final int MAX_CONNECTIONS = 65_536;
  private static final int MAX_WATCHES = 1_000_000;

  private final TlsConfigNames tlsConfigs;

  /**
   * @param tlsConfigs the names of the TLS configurations that the settings have
   */
  ListenSettingsReader(TlsConfigNames tlsConfigs) {
    this.tlsConfigs = tlsConfigs;
  }

  Optional<ListenSettings> read(DocumentCursor node) {
    return MappingReader.of(node, KEYS).map(this::read);
  }

  private ListenSettings read(MappingReader fields) {
    Optional<DocumentCursor> tls = fields.get(TLS);
    return new ListenSettings(
        fields.get(HOST).flatMap(node -> ScalarReader.string(node, "text")).map(Located::value),
        wholeNumber(fields, PORT, 0, MAX_PORT),
        tls.flatMap(tlsConfigs::read),
        fields.get(CLIENT_AUTH).map(node -> isRequired(node, tls.isPresent())).orElse(false),
        wholeNumber(fields, CONNECTION_LIMIT, 1, MAX_CONNECTIONS)
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()),
        wholeNumber(fields, WATCH_LIMIT, 1, MAX_WATCHES).orElse(ListenSettings.WATCHES),
        fields.get(ALLOWED_HOSTS).map(AllowedHostsReader::read).orElse(List.of()));
  }

  private static boolean isRequired(DocumentCursor node, boolean hasTls) {
    String value =
        ScalarReader.string(node, REQUIRED + " or " + NONE).map(Located::value).orElse(NONE);
    boolean required = value.equals(REQUIRED);
    if (!required && !value.equals(NONE)) {
      node.reject(
          "expected %s or %s, found '%s'"
              .formatted(REQUIRED, NONE, PrintableText.printable(value)));
    } else if (required && !hasTls) {
      node.reject(
          "clients can present certificates only with TLS; expected rollcall.listen.tls to name a"
              + " configuration (quarkus.tls.NAME.*), or client-auth to be none");
    }
    return required;
  }

  private static Optional<Integer> wholeNumber(MappingReader fields, String key, int min, int max) {
    return fields
        .get(key)
        .flatMap(node -> NumberReader.integer(node, min, max))
        .map(Located::value);
  }
}

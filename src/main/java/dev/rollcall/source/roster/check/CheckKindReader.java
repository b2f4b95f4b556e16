package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.source.document.DocumentNode;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.document.Value;
import dev.rollcall.text.ClosestMatch;
import dev.rollcall.text.PrintableText;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the part of {@code check} that says what is asked. */
final class CheckKindReader {

  static final List<String> KEYS =
      List.of("type", "service", "metadata", "path", "status", "body", "tls");

  private static final List<String> TYPES =
      List.of(CheckKind.Grpc.TYPE, CheckKind.Exo.TYPE, CheckKind.Http.TYPE, CheckKind.Tcp.TYPE);

  /** Its value may be a secret. */
  private static final String METADATA = "metadata";

  private final TlsSettingsReader tls;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  CheckKindReader(TlsConfigNames tlsConfigs) {
    this.tls = new TlsSettingsReader(tlsConfigs);
  }

  /**
   * @param inheritedType the type that counts if the mapping itself says none; absent if that is
   *     not settled here
   */
  PartialKind read(MappingReader fields, Optional<String> inheritedType) {
    Optional<String> type = fields.get("type").flatMap(CheckKindReader::type);
    // With a type that was refused, nobody knows what would fit.
    Optional<String> effective = fields.has("type") ? type : inheritedType;
    Part grpc = new Part(fields, CheckKind.Grpc.TYPE, effective);
    Part http = new Part(fields, CheckKind.Http.TYPE, effective);
    return new PartialKind(
        type,
        grpc.get("service").flatMap(ScalarReader::printableString).map(Located::value),
        grpc.get(METADATA).map(MetadataReader::read).orElse(Collections.emptySortedMap()),
        http.get("path").flatMap(HttpCheckReader::path),
        http.get("status").flatMap(HttpCheckReader::status),
        http.get("body").flatMap(HttpCheckReader::body),
        fields.get("tls").flatMap(tls::read));
  }

  private static Optional<String> type(DocumentNode cell) {
    String expected = "one of " + String.join(", ", TYPES);
    Optional<String> type = ScalarReader.string(cell, expected).map(Located::value);
    if (type.isEmpty() || TYPES.contains(type.get())) {
      return type;
    }
    String hint =
        ClosestMatch.closest(type.get(), TYPES).map("; did you mean '%s'?"::formatted).orElse("");
    cell.reject(
        "expected %s, found '%s'%s".formatted(expected, PrintableText.printable(type.get()), hint));
    return Optional.empty();
  }

  /**
   * What only one type knows.
   *
   * @param only that type
   * @param type the one that counts; absent if that is not known
   */
  private record Part(MappingReader fields, String only, Optional<String> type) {

    /** Empty, and told, if the type is another. */
    Optional<DocumentNode> get(String key) {
      Optional<DocumentNode> cell = fields.get(key);
      if (cell.isEmpty() || type.isEmpty() || type.get().equals(only)) {
        return cell;
      }
      boolean shows = cell.get().value() instanceof Value.Scalar && !key.equals(METADATA);
      cell.get()
          .reject(
              "%s is for type %s only, and the type here is %s"
                  .formatted(shows ? key + " " + shown(cell.get()) : key, only, type.get()));
      return Optional.empty();
    }

    private static String shown(DocumentNode cell) {
      return cell.value() instanceof Value.Scalar text
          ? "'%s'".formatted(PrintableText.printable(text.text()))
          : "";
    }
  }
}

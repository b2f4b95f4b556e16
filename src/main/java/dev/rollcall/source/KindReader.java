package dev.rollcall.source;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Suggestions;
import dev.rollcall.peer.Texts;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the part of {@code check} that says what is asked. */
final class KindReader {

  static final List<String> KEYS =
      List.of("type", "service", "metadata", "path", "status", "body", "tls");

  private static final List<String> TYPES =
      List.of(CheckKind.Grpc.TYPE, CheckKind.Exo.TYPE, CheckKind.Http.TYPE, CheckKind.Tcp.TYPE);

  /** Its value may be a secret. */
  private static final String METADATA = "metadata";

  private final TlsReader tls;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  KindReader(TlsConfigs tlsConfigs) {
    this.tls = new TlsReader(tlsConfigs);
  }

  /**
   * @param inheritedType the type that counts if the mapping itself says none; absent if that is
   *     not settled here
   */
  KindFields read(Fields fields, Optional<String> inheritedType) {
    Optional<String> type = fields.get("type").flatMap(KindReader::type);
    // With a type that was refused, nobody knows what would fit.
    Optional<String> effective = fields.has("type") ? type : inheritedType;
    Part grpc = new Part(fields, CheckKind.Grpc.TYPE, effective);
    Part http = new Part(fields, CheckKind.Http.TYPE, effective);
    return new KindFields(
        type,
        grpc.get("service").flatMap(Scalars::note).map(Marked::value),
        grpc.get(METADATA).map(MetadataReader::read).orElse(Collections.emptySortedMap()),
        http.get("path").flatMap(HttpReader::path),
        http.get("status").flatMap(HttpReader::status),
        http.get("body").flatMap(HttpReader::body),
        fields.get("tls").flatMap(tls::read));
  }

  private static Optional<String> type(Cell cell) {
    String expected = "one of " + String.join(", ", TYPES);
    Optional<String> type = Scalars.text(cell, expected).map(Marked::value);
    if (type.isEmpty() || TYPES.contains(type.get())) {
      return type;
    }
    String hint =
        Suggestions.closest(type.get(), TYPES).map("; did you mean '%s'?"::formatted).orElse("");
    cell.refuse("expected %s, found '%s'%s".formatted(expected, Texts.printable(type.get()), hint));
    return Optional.empty();
  }

  /**
   * What only one type knows.
   *
   * @param only that type
   * @param type the one that counts; absent if that is not known
   */
  private record Part(Fields fields, String only, Optional<String> type) {

    /** Empty, and told, if the type is another. */
    Optional<Cell> get(String key) {
      Optional<Cell> cell = fields.get(key);
      if (cell.isEmpty() || type.isEmpty() || type.get().equals(only)) {
        return cell;
      }
      boolean shows = cell.get().value() instanceof Value.Text && !key.equals(METADATA);
      cell.get()
          .refuse(
              "%s is for type %s only, and the type here is %s"
                  .formatted(shows ? key + " " + shown(cell.get()) : key, only, type.get()));
      return Optional.empty();
    }

    private static String shown(Cell cell) {
      return cell.value() instanceof Value.Text text
          ? "'%s'".formatted(Texts.printable(text.text()))
          : "";
    }
  }
}

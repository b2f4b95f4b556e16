package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.TlsSettings;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one mapping says of what a peer is asked. All but type and TLS are known to one type alone.
 */
public record PartialKind(
    Optional<String> type,
    Optional<String> service,
    SortedMap<String, String> metadata,
    Optional<String> path,
    Optional<Integer> status,
    Optional<String> body,
    Optional<PartialTls> tls) {

  static final PartialKind NONE =
      new PartialKind(
          Optional.empty(),
          Optional.empty(),
          Collections.emptySortedMap(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final String DEFAULT_PATH = "/";

  /** These, and what is inherited for what is absent; without what does not fit the type. */
  PartialKind over(PartialKind inherited) {
    PartialKind all =
        new PartialKind(
            type.or(inherited::type),
            service.or(inherited::service),
            metadataOver(inherited.metadata),
            path.or(inherited::path),
            status.or(inherited::status),
            body.or(inherited::body),
            tls.map(own -> own.over(inherited.tls)).or(inherited::tls));
    return all.type.map(all::fitting).orElse(all);
  }

  private SortedMap<String, String> metadataOver(SortedMap<String, String> inherited) {
    if (metadata.isEmpty() || inherited.isEmpty()) {
      return metadata.isEmpty() ? inherited : metadata;
    }
    SortedMap<String, String> merged = new TreeMap<>(inherited);
    merged.putAll(metadata);
    return merged;
  }

  private PartialKind fitting(String one) {
    boolean grpc = one.equals(CheckKind.Grpc.TYPE);
    boolean http = one.equals(CheckKind.Http.TYPE);
    return new PartialKind(
        type,
        grpc ? service : Optional.empty(),
        grpc ? metadata : Collections.emptySortedMap(),
        http ? path : Optional.empty(),
        http ? status : Optional.empty(),
        http ? body : Optional.empty(),
        tls);
  }

  /**
   * @param otherwise the type that counts where none is said
   */
  CheckKind toKind(String otherwise) {
    Optional<TlsSettings> spoken = tls.flatMap(PartialTls::toTls);
    return switch (type.orElse(otherwise)) {
      case CheckKind.Exo.TYPE -> new CheckKind.Exo(spoken);
      case CheckKind.Http.TYPE ->
          new CheckKind.Http(
              path.orElse(DEFAULT_PATH),
              status.map(OptionalInt::of).orElse(OptionalInt.empty()),
              body,
              spoken);
      case CheckKind.Tcp.TYPE -> new CheckKind.Tcp(spoken);
      default -> new CheckKind.Grpc(service.orElse(""), metadata, spoken);
    };
  }
}

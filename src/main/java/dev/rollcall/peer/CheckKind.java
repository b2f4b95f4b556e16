package dev.rollcall.peer;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kind of check that a peer gets, with the parameters of that kind. */
public sealed interface CheckKind {

  /** The names of all kinds, in the order of messages. */
  List<String> TYPES = List.of(Grpc.TYPE, Exo.TYPE, Http.TYPE, Tcp.TYPE);

  /** The name that a peers file and the settings use. */
  String type();

  /** The TLS settings; absent: plain text. */
  Optional<TlsSettings> tls();

  /**
   * grpc.health.v1.Health/Check.
   *
   * @param service the service to check; empty for the server as a whole
   * @param metadata sent with each call, by its key in lower case
   */
  record Grpc(String service, SortedMap<String, String> metadata, Optional<TlsSettings> tls)
      implements CheckKind {
    /** The name of this kind. */
    public static final String TYPE = "grpc";

    /** Copies the metadata. */
    public Grpc {
      metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /** In plain text, without metadata. */
    public Grpc(String service) {
      this(service, Collections.emptySortedMap(), Optional.empty());
    }

    @Override
    public String type() {
      return TYPE;
    }

    /** Without the values of the metadata, which may be secrets. */
    @Override
    public String toString() {
      return "Grpc[service=%s, metadata=%s, tls=%s]".formatted(service, metadata.keySet(), tls);
    }
  }

  /** exo's own health check, node_service.NodeService/HealthCheck. */
  record Exo(Optional<TlsSettings> tls) implements CheckKind {
    /** The name of this kind. */
    public static final String TYPE = "exo";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * GET over HTTP/1.1. Redirects are not followed.
   *
   * @param path with the query, if any; begins with a slash
   * @param status the status that is expected; absent: any from 200 to 299
   * @param body the expected body, without white space at its ends; absent: any. Another body means
   *     that another program answers
   * @param headers sent with the request, by their names in lower case
   */
  record Http(
      String path,
      OptionalInt status,
      Optional<String> body,
      SortedMap<String, String> headers,
      Optional<TlsSettings> tls)
      implements CheckKind {
    /** The name of this kind. */
    public static final String TYPE = "http";

    /** Copies the headers. */
    public Http {
      headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** Without headers. */
    public Http(String path, OptionalInt status, Optional<String> body, Optional<TlsSettings> tls) {
      this(path, status, body, Collections.emptySortedMap(), tls);
    }

    /** Without the values of the headers, which may be secrets. */
    @Override
    public String toString() {
      return "Http[path=%s, status=%s, body=%s, headers=%s, tls=%s]"
          .formatted(path, status, body, headers.keySet(), tls);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** Whether a TCP connection can be made, and with TLS whether the handshake succeeds. */
  record Tcp(Optional<TlsSettings> tls) implements CheckKind {
    /** The name of this kind. */
    public static final String TYPE = "tcp";

    /** In plain text. */
    public Tcp() {
      this(Optional.empty());
    }

    @Override
    public String type() {
      return TYPE;
    }
  }
}

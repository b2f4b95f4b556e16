package dev.rollcall.peer;

import java.util.Optional;

/**
 * The TLS settings of a check.
 *
 * @param config the name of the TLS configuration, {@code quarkus.tls.NAME.*}, with the trust store
 *     and the client's certificate; absent: the unnamed one, {@code quarkus.tls.*}
 * @param serverName the name that the peer's certificate must have, sent as SNI; absent: the host
 *     of its address
 */
public record TlsSettings(Optional<String> config, Optional<String> serverName) {

  /** The unnamed configuration, and the host of the peer's address. */
  public static final TlsSettings DEFAULT = new TlsSettings(Optional.empty(), Optional.empty());
}

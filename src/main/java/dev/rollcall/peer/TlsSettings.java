package dev.rollcall.peer;

import java.util.Optional;

/**
 * That a check speaks TLS.
 *
 * @param config which TLS configuration of the settings, {@code quarkus.tls.NAME.*}, gives trust
 *     and the client's certificate; absent: the unnamed one, {@code quarkus.tls.*}
 * @param serverName the name that the peer's certificate must bear, and that the peer is told;
 *     absent: the host of its address
 */
public record TlsSettings(Optional<String> config, Optional<String> serverName) {

  /** The unnamed configuration, and the peer's own host. */
  public static final TlsSettings DEFAULT = new TlsSettings(Optional.empty(), Optional.empty());
}

package dev.rollcall.cli.tls;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command line says about TLS.
 *
 * @param enabled whether TLS is requested explicitly
 * @param ca certificates to trust; absent: the system's
 * @param certificate the client's certificate; needs {@code key}
 * @param key the private key of {@code certificate}
 * @param serverName the name in the server's certificate; absent: the host
 */
public record TlsArguments(
    boolean enabled,
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> serverName) {

  /** Says nothing about TLS. */
  public static final TlsArguments NONE =
      new TlsArguments(
          false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether TLS is to be used: requested explicitly, or implied by another argument. */
  public boolean isRequested() {
    return enabled || Stream.of(ca, certificate, key, serverName).anyMatch(Optional::isPresent);
  }

  /** These arguments, each one that is absent replaced by the other's. */
  public TlsArguments or(TlsArguments other) {
    return new TlsArguments(
        enabled || other.enabled,
        ca.or(other::ca),
        certificate.or(other::certificate),
        key.or(other::key),
        serverName.or(other::serverName));
  }
}

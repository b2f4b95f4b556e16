package dev.rollcall.source.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of the port: where the service listens, and who may connect.
 *
 * @param host a name or address of this machine: {@code rollcall.listen.host}
 * @param port 0 to 65535, 0 for any free one: {@code rollcall.listen.port}
 * @param tls the TLS configuration that the port speaks; absent: no TLS: {@code
 *     rollcall.listen.tls}
 * @param requiresCertificate whether a client without a certificate gets no connection; only with
 *     TLS: {@code rollcall.listen.client-auth}
 * @param connectionLimit the most connections at a time, 1 to 65,536; absent: what the limit of
 *     file descriptors allows: {@code rollcall.listen.connection-limit}
 * @param watchLimit the most watches and waits of clients at a time, 1 to 1,000,000: {@code
 *     rollcall.listen.watch-limit}
 * @param allowedHosts names and addresses, without a port, that requests may be for besides those
 *     of loopback, or {@link #ANY_HOST}: {@code rollcall.listen.allowed-hosts}
 */
public record ListenSettings(
    Optional<String> host,
    Optional<Integer> port,
    Optional<String> tls,
    boolean requiresCertificate,
    OptionalInt connectionLimit,
    int watchLimit,
    List<String> allowedHosts) {

  /** Among the allowed hosts: every host is allowed. */
  public static final String ANY_HOST = "*";

  /** The default of the watch limit. */
  static final int WATCHES = 10_000;

  /** Without any setting. */
  static final ListenSettings DEFAULT =
      new ListenSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          OptionalInt.empty(),
          WATCHES,
          List.of());

  /** Copies the list. */
  public ListenSettings {
    allowedHosts = List.copyOf(allowedHosts);
  }
}

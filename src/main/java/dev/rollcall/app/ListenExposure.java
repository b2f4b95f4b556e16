package dev.rollcall.app;

import dev.rollcall.source.settings.ListenSettings;
import dev.rollcall.source.settings.NodeSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Describes who can reach the service, and advises its owner.
 *
 * @param host where it listens
 * @param isBeyondLoopback whether other machines may reach it
 * @param speaksTls whether connections are encrypted; that alone keeps nobody out
 * @param isGuarded whether a token or a client's certificate is required
 */
record ListenExposure(String host, boolean isBeyondLoopback, boolean speaksTls, boolean isGuarded) {

  private static final String LOOPBACK = "127.0.0.1";

  /** Resolves the host, so it may wait for a name server. */
  static ListenExposure of(NodeSettings settings) {
    ListenSettings listen = settings.listen();
    String host = listen.host().orElse(LOOPBACK);
    return new ListenExposure(
        host,
        isBeyondLoopback(host),
        listen.tls().isPresent(),
        listen.requiresCertificate() || settings.tokenFile().isPresent());
  }

  private static boolean isBeyondLoopback(String host) {
    try {
      return !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // Then listening fails too, with an error of its own.
      return false;
    }
  }

  /** A warning for its owner; empty if all is well. */
  Optional<String> advice() {
    if (!isBeyondLoopback || isGuarded) {
      return Optional.empty();
    }
    String certificates =
        speaksTls
            ? "rollcall.listen.client-auth=required lets only clients with a certificate in"
            : "rollcall.listen.tls with rollcall.listen.client-auth=required lets only clients with"
                + " a certificate in";
    return Optional.of(
        "listening at %s without authentication, so whoever can reach this machine can read who is in the cluster: "
                .formatted(host)
            + "rollcall.token-file requires a token, %s, and rollcall.listen.host=%s keeps it to"
                .formatted(certificates, LOOPBACK)
            + " this machine");
  }
}

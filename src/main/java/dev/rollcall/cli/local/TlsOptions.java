package dev.rollcall.cli.local;

import dev.rollcall.check.ClientTls;
import dev.rollcall.check.PeerTrustManager;
import dev.rollcall.check.TlsContext;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.PathConverter;
import dev.rollcall.cli.tls.PemFileReader;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import picocli.CommandLine.Option;

/** How TLS is spoken to a peer. */
final class TlsOptions {

  private static final PemFileReader FILES = new PemFileReader(CheckExitCode.WRONG_ARGUMENTS);

  @Option(names = "--tls", description = "Speak TLS; the options that follow imply it.")
  private boolean tls;

  @Option(
      converter = PathConverter.class,
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates (PEM) to trust in place of the system's.")
  private Optional<Path> ca = Optional.empty();

  @Option(
      converter = PathConverter.class,
      names = "--cert",
      paramLabel = "FILE",
      description = "Our own certificate (PEM), where the peer wants one; with --key.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      converter = PathConverter.class,
      names = "--key",
      paramLabel = "FILE",
      description = "Its key (PEM, PKCS #8).")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      description = "The name in the peer's certificate, where that is not the host.")
  private Optional<String> serverName = Optional.empty();

  @Option(names = "--insecure", description = "Trust any certificate, for any name.")
  private boolean insecure;

  /** Takes those over that are there in another spelling. */
  void take(GrpcHealthProbeOptions other) {
    tls |= other.tls();
    insecure |= other.noVerify();
    ca = ca.or(other::ca);
    certificate = certificate.or(other::certificate);
    key = key.or(other::key);
    serverName = serverName.or(other::serverName);
  }

  boolean areAsked() {
    return tls
        || insecure
        || Stream.of(ca, certificate, key, serverName).anyMatch(Optional::isPresent);
  }

  Optional<String> serverName() {
    return serverName;
  }

  /**
   * What to connect with.
   *
   * @throws CommandFailedException if the options contradict each other, or a file cannot be used
   */
  TlsContext context() {
    if (insecure && ca.isPresent()) {
      throw new CommandFailedException(
          "--insecure trusts any certificate, and --ca some; expected one of them",
          CheckExitCode.WRONG_ARGUMENTS);
    }
    try {
      return new ClientTls(
              trust(),
              insecure ? Optional.empty() : Optional.of(ClientTls.HTTPS),
              FILES.keyManagers(certificate, key),
              Set.of(),
              Set.of())
          .context();
    } catch (GeneralSecurityException | SSLException e) {
      throw new CommandFailedException(
          "TLS cannot be spoken: " + e.getMessage(), CheckExitCode.WRONG_ARGUMENTS);
    }
  }

  private TrustManager trust() throws GeneralSecurityException {
    if (insecure) {
      return InsecureTrustManagerFactory.INSTANCE.getTrustManagers()[0];
    }
    return new PeerTrustManager(
        ca.isPresent() ? FILES.trustManager(ca.get()) : PeerTrustManager.ofJdk(),
        true,
        List.of());
  }
}

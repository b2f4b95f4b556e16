package dev.rollcall.cli.local;

import dev.rollcall.check.tls.ClientTls;
import dev.rollcall.check.tls.PeerTrustManager;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.tls.PemFileReader;
import dev.rollcall.cli.tls.TlsArguments;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * Builds the TLS context of {@code check}.
 *
 * @param arguments what the command line says about TLS
 * @param insecure whether any certificate is trusted, for any name
 */
record CheckTls(TlsArguments arguments, boolean insecure) {

  private static final PemFileReader FILES = new PemFileReader(CheckExitCode.WRONG_ARGUMENTS);

  boolean isRequested() {
    return insecure || arguments.isRequested();
  }

  /**
   * What to connect with; empty for plain text.
   *
   * @throws CommandFailedException if the options contradict each other, or a file cannot be used
   */
  Optional<TlsContext> context() {
    return isRequested() ? Optional.of(createContext()) : Optional.empty();
  }

  private TlsContext createContext() {
    if (insecure && arguments.ca().isPresent()) {
      throw new CommandFailedException(
          "--insecure trusts any certificate, and --ca only some; expected one of them",
          CheckExitCode.WRONG_ARGUMENTS);
    }
    try {
      return new ClientTls(
              trustManager(),
              insecure ? Optional.empty() : Optional.of(ClientTls.HTTPS),
              FILES.keyManagers(arguments),
              Set.of(),
              Set.of())
          .context();
    } catch (GeneralSecurityException | SSLException e) {
      throw new CommandFailedException(
          "TLS cannot be set up: " + e.getMessage(), CheckExitCode.WRONG_ARGUMENTS);
    }
  }

  private TrustManager trustManager() throws GeneralSecurityException {
    if (insecure) {
      return InsecureTrustManagerFactory.INSTANCE.getTrustManagers()[0];
    }
    return new PeerTrustManager(
        arguments.ca().isPresent()
            ? FILES.trustManager(arguments.ca().get())
            : PeerTrustManager.ofJdk(),
        true,
        List.of());
  }
}

package dev.rollcall.cli.tls;

import dev.rollcall.cli.terminal.PathConverter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that may connect with TLS. */
public final class TlsOptions {

  @Option(
      names = "--tls",
      description = "Use TLS; implied by --ca, --cert, --key and --server-name.")
  private boolean enabled;

  @Option(
      converter = PathConverter.class,
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates (PEM) to trust instead of the system's.")
  private Optional<Path> ca = Optional.empty();

  @Option(
      converter = PathConverter.class,
      names = "--cert",
      paramLabel = "FILE",
      description = "The client's certificate (PEM), if the server requires one; needs --key.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      converter = PathConverter.class,
      names = "--key",
      paramLabel = "FILE",
      description =
          "The private key of --cert (PEM, without a password); it may be in the same file.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      description = "The name in the server's certificate, if it is not the host.")
  private Optional<String> serverName = Optional.empty();

  /** The values of the options. */
  public TlsArguments arguments() {
    return new TlsArguments(enabled, ca, certificate, key, serverName);
  }
}

package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.PathConverter;
import dev.rollcall.peer.Address;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which Rollcall is asked, and how. */
public final class ServerOptions {

  private static final String SERVER_VARIABLE = "ROLLCALL_SERVER";
  private static final int DEFAULT_PORT = 7655;
  private static final String DEFAULT_SERVER = "127.0.0.1:" + DEFAULT_PORT;
  private static final Pattern SCHEME = Pattern.compile("^(?i)https?://|/$");
  private static final String HTTPS = "https://";

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = {
        "The Rollcall to ask; https://HOST:PORT is with TLS. Without it: ROLLCALL_SERVER, else "
            + DEFAULT_SERVER
            + "."
      })
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      converter = PathConverter.class,
      description =
          "The file with the token that the server wants. Without it: ROLLCALL_TOKEN_FILE.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--tls", description = "Speak TLS; --ca, --cert and --server-name imply it.")
  private boolean tls;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      converter = PathConverter.class,
      description = "Certificates (PEM) to trust in place of the system's.")
  private Optional<Path> ca = Optional.empty();

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      converter = PathConverter.class,
      description = "This client's certificate (PEM), where the server wants one; with --key.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      converter = PathConverter.class,
      description = "Its key (PEM, PKCS #8).")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      description = "The name in the server's certificate, where that is not the host.")
  private Optional<String> serverName = Optional.empty();

  /**
   * What to ask; nothing is connected yet.
   *
   * @throws CommandFailedException if the name makes no sense, or a file cannot be used
   */
  public ServerConnection connect(Console console) {
    String name = server.or(() -> console.variable(SERVER_VARIABLE)).orElse(DEFAULT_SERVER);
    Optional<TokenFileReader> token =
        tokenFile
            .map(file -> new TokenFileReader(file, "--token-file"))
            .or(() -> console.variable(TokenFileReader.VARIABLE).map(TokenFileReader::ofVariable));
    ServerSecurity security = new ServerSecurity(ca, certificate, key, serverName, token);
    boolean secure =
        tls || name.toLowerCase(Locale.ROOT).startsWith(HTTPS) || security.impliesTls();
    return ServerConnection.to(address(name), secure, security);
  }

  private Address address(String name) {
    String rest = SCHEME.matcher(name).replaceAll("");
    try {
      return Address.parse(hasPort(rest) ? rest : rest + ":" + DEFAULT_PORT);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(
          "%s: %s".formatted(server.isPresent() ? "--server" : SERVER_VARIABLE, e.getMessage()),
          ExitCode.USAGE);
    }
  }

  private static boolean hasPort(String name) {
    return name.lastIndexOf(':') > name.lastIndexOf(']');
  }
}

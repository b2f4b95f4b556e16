package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.PathConverter;
import dev.rollcall.cli.tls.TlsArguments;
import dev.rollcall.cli.tls.TlsOptions;
import dev.rollcall.peer.Address;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that connect to a running Rollcall. */
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
        "The Rollcall to connect to; https://HOST:PORT uses TLS. Default: ROLLCALL_SERVER, else "
            + DEFAULT_SERVER
            + "."
      })
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      converter = PathConverter.class,
      description =
          "The file with the token that the server requires. Default: ROLLCALL_TOKEN_FILE.")
  private Optional<Path> tokenFile = Optional.empty();

  @Mixin private TlsOptions tls = new TlsOptions();

  /**
   * Creates the connection; it is opened by the first call.
   *
   * @throws CommandFailedException if the address is invalid, or a file cannot be used
   */
  public ServerConnection connect(Console console) {
    String name = server.or(() -> console.variable(SERVER_VARIABLE)).orElse(DEFAULT_SERVER);
    Optional<TokenFileReader> token =
        tokenFile
            .map(file -> new TokenFileReader(file, "--token-file"))
            .or(() -> console.variable(TokenFileReader.VARIABLE).map(TokenFileReader::ofVariable));
    TlsArguments arguments = tls.arguments();
    boolean usesTls = arguments.isRequested() || name.toLowerCase(Locale.ROOT).startsWith(HTTPS);
    return ServerConnection.to(address(name), usesTls, new ServerSecurity(arguments, token));
  }

  private Address address(String name) {
    String hostAndPort = SCHEME.matcher(name).replaceAll("");
    try {
      return Address.parse(hasPort(hostAndPort) ? hostAndPort : hostAndPort + ":" + DEFAULT_PORT);
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

package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.PathConverter;
import dev.rollcall.text.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of grpc-health-probe, for commands that were written for it. */
final class GrpcHealthProbeOptions {

  /** What it gives each half of a check, where nothing is said. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

  @Option(names = "-addr", hidden = true)
  private Optional<String> address = Optional.empty();

  @Option(names = "-service", hidden = true)
  private Optional<String> service = Optional.empty();

  @Option(names = "-rpc-header", hidden = true)
  private List<String> headers = new ArrayList<>();

  @Option(names = "-connect-timeout", hidden = true)
  private Optional<String> connectTimeout = Optional.empty();

  @Option(names = "-rpc-timeout", hidden = true)
  private Optional<String> rpcTimeout = Optional.empty();

  @Option(names = "-tls", hidden = true)
  private boolean tls;

  @Option(names = "-tls-no-verify", hidden = true)
  private boolean noVerify;

  @Option(converter = PathConverter.class, names = "-tls-ca-cert", hidden = true)
  private Optional<Path> ca = Optional.empty();

  @Option(converter = PathConverter.class, names = "-tls-client-cert", hidden = true)
  private Optional<Path> certificate = Optional.empty();

  @Option(converter = PathConverter.class, names = "-tls-client-key", hidden = true)
  private Optional<Path> key = Optional.empty();

  @Option(names = "-tls-server-name", hidden = true)
  private Optional<String> serverName = Optional.empty();

  Optional<String> address() {
    return address;
  }

  Optional<String> service() {
    return service;
  }

  List<String> headers() {
    return headers;
  }

  /** How long both halves together may take, as somebody wrote it. */
  Optional<String> timeout() {
    if (connectTimeout.isEmpty() && rpcTimeout.isEmpty()) {
      return Optional.empty();
    }
    // What is no duration is left for the reader to refuse.
    return Stream.of(connectTimeout, rpcTimeout)
        .flatMap(Optional::stream)
        .filter(text -> DurationText.parse(text).isEmpty())
        .findFirst()
        .or(() -> Optional.of(duration(connectTimeout).plus(duration(rpcTimeout)).toString()));
  }

  private static Duration duration(Optional<String> text) {
    return text.flatMap(DurationText::parse).orElse(DEFAULT_TIMEOUT);
  }

  boolean tls() {
    return tls;
  }

  boolean noVerify() {
    return noVerify;
  }

  Optional<Path> ca() {
    return ca;
  }

  Optional<Path> certificate() {
    return certificate;
  }

  Optional<Path> key() {
    return key;
  }

  Optional<String> serverName() {
    return serverName;
  }
}

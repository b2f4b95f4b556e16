package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.PathConverter;
import dev.rollcall.cli.tls.TlsArguments;
import dev.rollcall.text.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of grpc-health-probe, so that {@code check} can replace it in existing scripts. */
final class GrpcHealthProbeOptions {

  /** Its default for connecting, and for the call. */
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

  @Option(names = "-alts", hidden = true)
  private boolean alts;

  @Option(names = "-spiffe", hidden = true)
  private boolean spiffe;

  /**
   * The address without what only grpc-go needs.
   *
   * @throws CommandFailedException if it cannot be checked
   */
  Optional<String> address() {
    return address.map(GrpcTarget::hostAndPort);
  }

  boolean hasAddress() {
    return address.isPresent();
  }

  /** What cannot be done; empty if all can. */
  Optional<String> unsupported() {
    return Stream.of(Map.entry("-alts", alts), Map.entry("-spiffe", spiffe))
        .filter(Map.Entry::getValue)
        .map(flag -> flag.getKey() + " is not supported; expected -tls, or none of them")
        .findFirst();
  }

  Optional<String> service() {
    return service;
  }

  List<String> headers() {
    return headers;
  }

  /**
   * The sum of both timeouts; one that is not a duration as it is written, for the reader to
   * reject.
   */
  Optional<String> timeout() {
    if (connectTimeout.isEmpty() && rpcTimeout.isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(connectTimeout, rpcTimeout)
        .flatMap(Optional::stream)
        .filter(text -> DurationText.parse(text).isEmpty())
        .findFirst()
        .or(() -> Optional.of(duration(connectTimeout).plus(duration(rpcTimeout)).toString()));
  }

  private static Duration duration(Optional<String> text) {
    return text.flatMap(DurationText::parse).orElse(DEFAULT_TIMEOUT);
  }

  TlsArguments tlsArguments() {
    return new TlsArguments(tls, ca, certificate, key, serverName);
  }

  boolean noVerify() {
    return noVerify;
  }
}

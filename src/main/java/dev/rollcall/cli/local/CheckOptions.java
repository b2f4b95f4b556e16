package dev.rollcall.cli.local;

import dev.rollcall.peer.Peer;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.roster.RosterReader;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the check of a peer. They are validated by the readers of a peers file. */
final class CheckOptions {

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "grpc (default): grpc.health.v1; exo: exo's own health check; http: GET; tcp: connect.")
  private Optional<String> kind = Optional.empty();

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "grpc: the service to check. Default: the server as a whole.")
  private Optional<String> service = Optional.empty();

  @Option(
      names = {"-H", "--metadata"},
      paramLabel = "KEY=VALUE",
      description = "grpc: metadata to send, such as -H 'authorization=Bearer abc'; repeatable.")
  private List<String> metadata = new ArrayList<>();

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "http: the path to request. Default: /.")
  private Optional<String> path = Optional.empty();

  @Option(
      names = "--http-status",
      paramLabel = "NUMBER",
      description = "http: the expected status. Default: any from 200 to 299.")
  private Optional<String> status = Optional.empty();

  @Option(
      names = "--body",
      paramLabel = "TEXT",
      description = "http: the expected body. Default: any.")
  private Optional<String> body = Optional.empty();

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "http: a header to send, such as --header 'X-Key=abc'; repeatable.")
  private List<String> headers = new ArrayList<>();

  /** Takes from the options of grpc-health-probe what is not given here. */
  void addDefaultsFrom(GrpcHealthProbeOptions other) {
    service = service.or(other::service);
    metadata.addAll(other.headers());
  }

  /**
   * The peer and its check, or all problems of the options.
   *
   * @param timeout the time limit of the check, as it is written
   * @param tls whether TLS is used, and the name expected of the server
   */
  ParseResult<Peer> peer(String address, String timeout, CheckTls tls) {
    CommandLinePeer peer = new CommandLinePeer(address);
    kind.ifPresent(value -> peer.check("--kind", "type", value));
    service.ifPresent(value -> peer.check("--service", "service", value));
    peer.mapping("--metadata", "metadata", metadata);
    path.ifPresent(value -> peer.check("--path", "path", value));
    status.ifPresent(value -> peer.check("--http-status", "status", value));
    body.ifPresent(value -> peer.check("--body", "body", value));
    peer.mapping("--header", "headers", headers);
    peer.check("--timeout", "timeout", timeout);
    if (tls.isRequested()) {
      peer.tls("--server-name", tls.arguments().serverName());
    }
    return RosterReader.read(peer.document(), CheckDefaults.NONE, Optional.empty())
        .map(roster -> roster.members().get(0));
  }
}

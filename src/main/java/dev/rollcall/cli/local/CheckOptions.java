package dev.rollcall.cli.local;

import dev.rollcall.peer.Peer;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.roster.RosterReader;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a peer is asked. The options are judged by those who judge a peers file. */
final class CheckOptions {

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "grpc (the default): grpc.health.v1; exo; http: GET; tcp: connects.")
  private Optional<String> kind = Optional.empty();

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "grpc: the service asked about; without it the server as a whole.")
  private Optional<String> service = Optional.empty();

  @Option(
      names = {"-H", "--metadata"},
      paramLabel = "KEY=VALUE",
      description = "grpc: sent along, such as -H 'authorization=Bearer abc'; may be repeated.")
  private List<String> metadata = new ArrayList<>();

  @Option(names = "--path", paramLabel = "PATH", description = "http: what is asked for (/).")
  private Optional<String> path = Optional.empty();

  @Option(
      names = "--http-status",
      paramLabel = "NUMBER",
      description = "http: the status that is expected; without it any from 200 to 299.")
  private Optional<String> status = Optional.empty();

  @Option(
      names = "--body",
      paramLabel = "TEXT",
      description = "http: the body that is expected; without it any.")
  private Optional<String> body = Optional.empty();

  /** Takes those over that are there in another spelling. */
  void addDefaultsFrom(GrpcHealthProbeOptions other) {
    service = service.or(other::service);
    metadata.addAll(other.headers());
  }

  /**
   * The peer with the check that is asked for, or all that is wrong with the options.
   *
   * @param timeout how long the check may take
   * @param tls whether TLS is spoken, and to whom
   */
  ParseResult<Peer> peer(String address, String timeout, TlsOptions tls) {
    CommandLinePeer peer = new CommandLinePeer(address);
    kind.ifPresent(value -> peer.check("--kind", "type", value));
    service.ifPresent(value -> peer.check("--service", "service", value));
    peer.metadata("--metadata", metadata);
    path.ifPresent(value -> peer.check("--path", "path", value));
    status.ifPresent(value -> peer.check("--http-status", "status", value));
    body.ifPresent(value -> peer.check("--body", "body", value));
    peer.check("--timeout", "timeout", timeout);
    if (tls.areAsked()) {
      peer.tls("--server-name", tls.serverName());
    }
    return RosterReader.read(peer.document(), CheckDefaults.NONE, Optional.empty())
        .map(roster -> roster.members().get(0));
  }
}

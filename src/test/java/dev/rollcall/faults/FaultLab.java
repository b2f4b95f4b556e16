package dev.rollcall.faults;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheckDispatcher;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Reason;
import dev.rollcall.check.grpc.GrpcHealthCheckFactory;
import dev.rollcall.check.http.HttpHealthCheckFactory;
import dev.rollcall.check.tcp.TcpHealthCheckFactory;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.testing.peer.CheckLab;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The whole engine on real sockets and real time, in a hurry. */
final class FaultLab implements AutoCloseable {

  static final Duration CONFIRM = Duration.ofMillis(200);
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  static final int FALL = 3;

  private final CheckLab sockets = new CheckLab();
  private final List<Peer> peers = new ArrayList<>();
  private final Queue<CheckResult> healths = new ConcurrentLinkedQueue<>();
  private Optional<Cancellable> running = Optional.empty();

  /** A change of status as a test writes it: {@code SUSPECT TIMEOUT}, {@code HEALTHY}. */
  static String shown(CheckResult seen) {
    return seen.health().status()
        + seen.health()
            .failure()
            .map(Failure::reason)
            .map(Reason::name)
            .map(" "::concat)
            .orElse("");
  }

  CheckLab sockets() {
    return sockets;
  }

  void add(String id, String address, CheckKind kind) {
    add(id, address, kind, FALL);
  }

  void add(String id, String address, CheckKind kind, int fall) {
    peers.add(
        Peer.at(
            id,
            address,
            new CheckSettings(
                kind,
                Duration.ofSeconds(2),
                TIMEOUT,
                CONFIRM,
                Duration.ofSeconds(1),
                fall,
                2,
                0.1)));
  }

  /** Begins to check all that were added. */
  void start() {
    CheckNetwork network =
        CheckNetwork.on(
            sockets.loops().group(), sockets.resolver(), sockets.time(), CheckLab.NO_TLS);
    HealthCheckDispatcher kinds =
        new HealthCheckDispatcher(
            Map.of(
                CheckKind.Grpc.TYPE, new GrpcHealthCheckFactory(network, peers.size()),
                CheckKind.Http.TYPE, new HttpHealthCheckFactory(network),
                CheckKind.Tcp.TYPE, new TcpHealthCheckFactory(network)));
    Roster roster = new Roster(peers, Optional.empty(), Optional.empty(), "digest");
    running =
        Optional.of(
            new Monitor(kinds, sockets.time(), "observer", 4096, List.of())
                .watch(Multi.createFrom().item(roster).emitOn(sockets.time().timers()))
                .subscribe()
                .with(healths::add));
  }

  /** The checks of one peer so far. */
  List<CheckResult> of(String id) {
    return healths.stream().filter(seen -> seen.peer().id().value().equals(id)).toList();
  }

  List<CheckResult> transitions(String id) {
    return of(id).stream().filter(CheckResult::isTransition).toList();
  }

  /** What became of one peer so far. */
  List<String> story(String id) {
    return transitions(id).stream().map(FaultLab::shown).toList();
  }

  Status status(String id) {
    List<CheckResult> seen = of(id);
    return seen.isEmpty() ? Status.UNKNOWN : seen.get(seen.size() - 1).health().status();
  }

  @Override
  public void close() {
    running.ifPresent(Cancellable::cancel);
    sockets.close();
  }
}

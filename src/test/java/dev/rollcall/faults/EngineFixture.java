package dev.rollcall.faults;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckDispatcher;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.Outcome;
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
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.CheckFixture;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** The whole engine on real sockets and real time, in a hurry. */
final class EngineFixture implements AutoCloseable {

  static final Duration CONFIRM = Duration.ofMillis(200);
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  static final int FALL = 3;

  // A JVM loads hundreds of classes for its first check, on both sides, which takes longer than the
  // timeout on a busy machine.
  private static final Duration COLD_START = Duration.ofMinutes(1);

  private final CheckFixture sockets = new CheckFixture();
  private final List<Peer> peers = new ArrayList<>();
  private final Map<String, PausableCheck> checks = new ConcurrentHashMap<>();
  private final Queue<CheckResult> results = new ConcurrentLinkedQueue<>();
  private Optional<Cancellable> running = Optional.empty();

  /** A change of status as a test writes it: {@code SUSPECT TIMEOUT}, {@code HEALTHY}. */
  static String format(CheckResult result) {
    return result.health().status()
        + result
            .health()
            .failure()
            .map(Failure::reason)
            .map(Reason::name)
            .map(" "::concat)
            .orElse("");
  }

  CheckFixture sockets() {
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
            sockets.loops().group(), sockets.resolver(), sockets.time(), CheckFixture.NO_TLS);
    HealthCheckDispatcher kinds =
        new HealthCheckDispatcher(
            Map.of(
                CheckKind.Grpc.TYPE, new GrpcHealthCheckFactory(network, peers.size()),
                CheckKind.Http.TYPE, new HttpHealthCheckFactory(network),
                CheckKind.Tcp.TYPE, new TcpHealthCheckFactory(network)));
    warmUp(kinds);
    Roster roster = new Roster(peers, Optional.empty(), Optional.empty(), "digest");
    running =
        Optional.of(
            new Monitor(
                    peer -> pausable(kinds, peer),
                    sockets.time(),
                    "observer",
                    4096,
                    sockets.loops().all())
                .watch(Multi.createFrom().item(roster).emitOn(sockets.time().timers()))
                .subscribe()
                .with(results::add));
  }

  private void warmUp(HealthCheckFactory factory) {
    HealthServer server = HealthServer.start();
    try {
      peers.stream()
          .map(peer -> peer.check().kind())
          .distinct()
          .map(kind -> factory.open(CheckFixture.peer(server.address(), kind, COLD_START)))
          .forEach(EngineFixture::checkOnce);
    } finally {
      server.close();
    }
  }

  private static void checkOnce(HealthCheck check) {
    Outcome unused = check.check().await().indefinitely();
    check.close();
  }

  private PausableCheck pausable(HealthCheckFactory factory, Peer peer) {
    PausableCheck check = new PausableCheck(factory.open(peer));
    checks.put(peer.id().value(), check);
    return check;
  }

  /** Runs this while no check of the peer is running. */
  void betweenChecks(String id, Runnable action) {
    Objects.requireNonNull(checks.get(id), id).betweenChecks(action);
  }

  /** The checks of one peer so far. */
  List<CheckResult> of(String id) {
    return results.stream().filter(result -> result.peer().id().value().equals(id)).toList();
  }

  List<CheckResult> transitions(String id) {
    return of(id).stream().filter(CheckResult::isTransition).toList();
  }

  /** What became of one peer so far. */
  List<String> story(String id) {
    return transitions(id).stream().map(EngineFixture::format).toList();
  }

  /** The same with what explains it, for the message of a failed assertion. */
  String explained(String id) {
    return transitions(id).stream()
        .map(EngineFixture::explained)
        .collect(Collectors.joining("\n", "\n", ""));
  }

  private static String explained(CheckResult result) {
    return "%s: %s (late by %s, took %s)"
        .formatted(format(result), result.outcome(), result.lateness(), result.took());
  }

  Status status(String id) {
    List<CheckResult> result = of(id);
    return result.isEmpty() ? Status.UNKNOWN : result.get(result.size() - 1).health().status();
  }

  @Override
  public void close() {
    running.ifPresent(Cancellable::cancel);
    sockets.close();
  }
}

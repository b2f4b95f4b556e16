package dev.rollcall.bench;

import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.RosterState;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.FlapDetector;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A directory of so many healthy peers with what peers usually have. */
final class SampleCluster {

  private static final TimePoint NOW = new TimePoint(Instant.parse("2026-01-01T00:00:00Z"), 0);

  private final List<Peer> peers;
  private final Directory directory;

  SampleCluster(int size) {
    peers = IntStream.range(0, size).mapToObj(SampleCluster::peer).toList();
    Roster roster = new Roster(peers, Optional.empty(), Optional.empty(), "digest");
    directory = new Directory("epoch", NOW, () -> {});
    directory.replaceRoster(roster, new RosterState("bench", NOW, "digest", List.of()));
    peers.forEach(peer -> directory.apply(seen(peer, Status.HEALTHY)));
  }

  Directory directory() {
    return directory;
  }

  Peer[] peers() {
    return peers.toArray(Peer[]::new);
  }

  static CheckResult seen(Peer peer, Status status) {
    boolean up = status == Status.HEALTHY;
    Optional<Failure> failure =
        up ? Optional.empty() : Optional.of(new Failure(Reason.REFUSED, "nothing listens there"));
    Health health =
        new Health(
            status,
            failure,
            NOW,
            NOW,
            Optional.of(NOW),
            Optional.of(Duration.ofMillis(1)),
            up ? 1 : 0,
            up ? 0 : 1,
            FlapDetector.NONE);
    return new CheckResult(
        peer,
        Health.unknown(NOW),
        health,
        new Success(Duration.ofMillis(1)),
        Duration.ZERO,
        Duration.ZERO,
        History.NONE);
  }

  private static Peer peer(int number) {
    return new Peer(
        new PeerId("node-%05d".formatted(number)),
        new Address("10.0.%d.%d".formatted(number / 250, number % 250 + 1), 50051),
        new Capabilities(
            OptionalDouble.of(64),
            Optional.of(true),
            OptionalInt.of(2),
            OptionalDouble.of(48),
            Optional.of("Workstation"),
            Optional.of("RTX 4090"),
            Optional.empty()),
        new TreeMap<>(Map.of("site", "factory-a", "rack", String.valueOf(number / 40))),
        CheckSettings.DEFAULTS,
        false);
  }
}

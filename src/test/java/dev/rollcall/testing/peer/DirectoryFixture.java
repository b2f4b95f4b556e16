package dev.rollcall.testing.peer;

import dev.rollcall.check.Outcome.Success;
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.RosterState;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.FlapDetector;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A real directory, and the writer that a test plays for it. */
public final class DirectoryFixture {

  private final Directory directory;
  private Runnable onChange = () -> {};

  /** Lists these peers; none was checked. */
  public DirectoryFixture(Peer... peers) {
    this(() -> {}, peers);
  }

  /** Lists these peers, and publishes each new snapshot. */
  public DirectoryFixture(Runnable news, Peer... peers) {
    directory = new Directory("epoch-1", at(0), this::changed);
    list(peers);
    onChange = news;
  }

  private void changed() {
    onChange.run();
  }

  /** Peers of these ids, each at its own address, of which nothing more is known. */
  public static Peer[] peers(String... ids) {
    return Arrays.stream(ids).map(DirectoryFixture::peer).toArray(Peer[]::new);
  }

  /** A peer of which nothing is known but its id; the same id has always the same address. */
  public static Peer peer(String id) {
    return Peer.at(id, "h" + Integer.toHexString(id.hashCode()) + ":80", CheckSettings.DEFAULTS);
  }

  /** So many peers, {@code n00000} and so on. */
  public static Peer[] peers(int count) {
    return IntStream.range(0, count)
        .mapToObj("n%05d"::formatted)
        .map(DirectoryFixture::peer)
        .toArray(Peer[]::new);
  }

  /** The directory's read side. */
  public Directory directory() {
    return directory;
  }

  /** A new list, as of a reload. */
  public void list(Peer... peers) {
    directory.replaceRoster(roster(peers), state());
  }

  /** A check of this peer that comes to this status. */
  public void judge(String id, Status status) {
    judge(
        id,
        new Health(
            status,
            Optional.empty(),
            at(1),
            at(1),
            Optional.of(at(1)),
            Optional.empty(),
            0,
            0,
            FlapDetector.NONE));
  }

  /** A check of this peer that comes to this judgement. */
  public void judge(String id, Health health) {
    Peer peer = directory.snapshot().find(new PeerId(id)).orElseThrow().peer();
    directory.apply(
        new CheckResult(
            peer,
            Health.unknown(at(0)),
            health,
            new Success(Duration.ZERO),
            Duration.ZERO,
            Duration.ZERO,
            History.NONE));
  }

  /** So many seconds after the epoch. */
  public static TimePoint at(long second) {
    return new TimePoint(Instant.ofEpochSecond(second), Duration.ofSeconds(second).toNanos());
  }

  private static Roster roster(Peer... peers) {
    return new Roster(List.of(peers), Optional.empty(), Optional.empty(), "digest");
  }

  private static RosterState state() {
    return new RosterState("file:peers.yaml", at(0), "digest", List.of());
  }
}

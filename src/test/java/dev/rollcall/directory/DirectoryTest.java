package dev.rollcall.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.FlapDetector;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectoryTest {

  private final Peer a = Peer.at("a", "127.0.0.1:1", CheckSettings.DEFAULTS);
  private final Peer b = Peer.at("b", "127.0.0.1:2", CheckSettings.DEFAULTS);
  private final AtomicInteger changes = new AtomicInteger();
  private final Directory directory =
      new Directory("epoch", state("first", 0).loadedAt(), changes::incrementAndGet);

  DirectoryTest() {
    directory.replaceRoster(roster("first", a, b), state("first", 0));
  }

  @Test
  void peersAreUnknownBeforeTheirFirstCheck() {
    Snapshot snapshot = directory.snapshot();

    assertEquals(new Revision("epoch", 1), snapshot.revision());
    assertEquals(List.of(Status.UNKNOWN, Status.UNKNOWN), statuses(snapshot));
    assertEquals(2, snapshot.counts().get(Status.UNKNOWN));
  }

  @Test
  void aTransitionIsANewRevisionOfThatPeerAlone() {
    directory.apply(seen(b, Status.HEALTHY, 1));

    Snapshot snapshot = directory.snapshot();
    assertEquals(2, snapshot.revision().number());
    assertEquals(1, peerState("a").revision());
    assertEquals(2, peerState("b").revision());
    assertEquals(Status.HEALTHY, peerState("b").status());
  }

  @Test
  void aCheckWithoutTransitionIsReadButMakesNoRevision() {
    directory.apply(seen(a, Status.HEALTHY, 1));
    Snapshot before = directory.snapshot();

    CheckResult again = seen(a, Status.HEALTHY, 31);
    directory.apply(again);

    assertSame(before, directory.snapshot());
    assertSame(again.health(), peerState("a").health());
  }

  @Test
  void anOlderSnapshotKeepsItsStatuses() {
    directory.apply(seen(a, Status.HEALTHY, 1));
    Snapshot before = directory.snapshot();

    directory.apply(seen(a, Status.SUSPECT, 31));
    directory.apply(seen(a, Status.UNHEALTHY, 32));

    assertEquals(Status.HEALTHY, before.peerStates().get(0).status());
    assertEquals(Status.HEALTHY, before.peerStates().get(0).health().status());
    assertEquals(Status.UNHEALTHY, peerState("a").status());
  }

  @Test
  void theSameListAgainIsNoRevision() {
    directory.apply(seen(a, Status.HEALTHY, 1));
    directory.replaceRoster(roster("first", b, a), state("first", 5));

    assertEquals(2, directory.snapshot().revision().number());
    assertEquals(state("first", 5), directory.snapshot().roster());
    assertEquals(Status.HEALTHY, peerState("a").status());
  }

  @Test
  void aNewListKeepsWhatDidNotChange() {
    Peer c = Peer.at("c", "127.0.0.1:3", CheckSettings.DEFAULTS);
    directory.apply(seen(a, Status.HEALTHY, 1));
    directory.apply(seen(b, Status.HEALTHY, 1));
    Peer moved = Peer.at("b", "127.0.0.1:9", CheckSettings.DEFAULTS);

    directory.replaceRoster(roster("second", c, moved, a), state("second", 5));

    Snapshot snapshot = directory.snapshot();
    assertEquals(4, snapshot.revision().number());
    assertEquals(List.of(Status.HEALTHY, Status.UNKNOWN, Status.UNKNOWN), statuses(snapshot));
    assertEquals(
        List.of(2L, 4L, 4L), snapshot.peerStates().stream().map(PeerState::revision).toList());
  }

  @Test
  void aPeerWithANewLabelKeepsItsHealthInANewRevision() {
    directory.apply(seen(a, Status.HEALTHY, 1));
    Peer labelled =
        new Peer(
            a.id(),
            a.address(),
            Capabilities.UNKNOWN,
            new TreeMap<>(Map.of("site", "x")),
            a.check(),
            false);

    directory.replaceRoster(roster("second", labelled, b), state("second", 5));

    assertEquals(Status.HEALTHY, peerState("a").status());
    assertEquals(3, peerState("a").revision());
    directory.apply(seen(a, Status.SUSPECT, 31));
    assertEquals(Status.SUSPECT, peerState("a").status(), "its checks go on under the old entry");
    assertEquals(labelled, peerState("a").peer());
  }

  @Test
  void aRemovedPeerLeavesAtOnceAndItsLateCheckIsIgnored() {
    directory.replaceRoster(roster("second", b), state("second", 5));
    Snapshot before = directory.snapshot();

    directory.apply(seen(a, Status.HEALTHY, 6));

    assertSame(before, directory.snapshot());
    assertEquals(Optional.empty(), before.find(new PeerId("a")));
  }

  @Test
  void aLateCheckOfTheOldAddressIsIgnored() {
    Peer moved = Peer.at("a", "127.0.0.1:9", CheckSettings.DEFAULTS);
    directory.replaceRoster(roster("second", moved, b), state("second", 5));

    directory.apply(seen(a, Status.HEALTHY, 6));

    assertEquals(Status.UNKNOWN, peerState("a").status());
  }

  @Test
  void aRefusedListIsToldAndChangesNothingElse() {
    Snapshot before = directory.snapshot();
    directory.reject(List.of("peers.yaml:1:1: bad"));

    assertEquals(before.revision(), directory.snapshot().revision());
    assertEquals(before.peerStates(), directory.snapshot().peerStates());
    assertEquals(List.of("peers.yaml:1:1: bad"), directory.snapshot().roster().errors());
    assertEquals("first", directory.snapshot().roster().digest());
  }

  @Test
  void aPeerTakenOutIsInMaintenance() {
    Peer out = new Peer(a.id(), a.address(), a.capabilities(), a.labels(), a.check(), true);
    directory.replaceRoster(roster("second", out, b), state("second", 5));

    assertEquals(Status.MAINTENANCE, peerState("a").status());
    directory.apply(seen(a, Status.HEALTHY, 6));
    assertEquals(Status.MAINTENANCE, peerState("a").status());
  }

  @Test
  void itIsIsolatedWhenAllWereCheckedAndNoneAnswers() {
    assertFalse(directory.snapshot().isolated());
    directory.apply(seen(a, Status.UNHEALTHY, 1));
    assertFalse(directory.snapshot().isolated());
    directory.apply(seen(b, Status.UNHEALTHY, 1));
    assertTrue(directory.snapshot().isolated());
    directory.apply(seen(b, Status.HEALTHY, 2));
    assertFalse(directory.snapshot().isolated());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void aPeerThatRespondsProvesTheNetworkWhateverItResponds(Reason reason) {
    boolean isSilence =
        EnumSet.of(Reason.TIMEOUT, Reason.UNREACHABLE, Reason.UNRESOLVED).contains(reason);
    directory.apply(failed(a, Reason.TIMEOUT, 1));
    directory.apply(failed(b, reason, 1));

    assertEquals(isSilence, directory.snapshot().isolated());
  }

  @Test
  void aPeerThatIsNotHealthyYetAfterASuccessProvesTheNetwork() {
    directory.apply(failed(a, Reason.TIMEOUT, 1));
    directory.apply(failed(b, Reason.TIMEOUT, 1));
    directory.apply(result(b, health(Status.UNHEALTHY, Optional.empty(), 1, 2)));

    assertFalse(directory.snapshot().isolated());
  }

  @Test
  void anotherReasonIsReportedIfItEndsOrBeginsTheIsolation() {
    directory.apply(failed(a, Reason.TIMEOUT, 1));
    directory.apply(failed(b, Reason.TIMEOUT, 1));
    Snapshot before = directory.snapshot();
    int reported = changes.get();

    directory.apply(failed(b, Reason.UNREACHABLE, 2));
    assertEquals(reported, changes.get());
    directory.apply(failed(b, Reason.REFUSED, 3));
    assertEquals(reported + 1, changes.get());
    assertFalse(directory.snapshot().isolated());
    directory.apply(failed(a, Reason.REFUSED, 3));
    assertEquals(reported + 1, changes.get());
    directory.apply(failed(b, Reason.TIMEOUT, 4));
    directory.apply(failed(a, Reason.TIMEOUT, 4));
    assertEquals(reported + 2, changes.get());
    assertTrue(directory.snapshot().isolated());
    assertEquals(before.revision(), directory.snapshot().revision());
  }

  @Test
  void itIsCompleteWhenAllWereCheckedAndStaysSo() {
    directory.apply(seen(a, Status.UNHEALTHY, 1));
    assertFalse(directory.snapshot().isComplete());
    directory.apply(seen(b, Status.HEALTHY, 1));
    assertTrue(directory.snapshot().isComplete());

    Peer c = Peer.at("c", "127.0.0.1:3", CheckSettings.DEFAULTS);
    directory.replaceRoster(roster("second", a, b, c), state("second", 5));

    assertTrue(directory.snapshot().isComplete());
  }

  private PeerState peerState(String id) {
    return directory.snapshot().find(new PeerId(id)).orElseThrow();
  }

  private static List<Status> statuses(Snapshot snapshot) {
    return snapshot.peerStates().stream().map(PeerState::status).toList();
  }

  private static Roster roster(String digest, Peer... peers) {
    return new Roster(List.of(peers), Optional.empty(), Optional.empty(), digest);
  }

  private static RosterState state(String digest, long second) {
    return new RosterState("test", at(second), digest, List.of());
  }

  private static CheckResult seen(Peer peer, Status status, long second) {
    return result(peer, health(status, Optional.empty(), 0, second));
  }

  private static CheckResult failed(Peer peer, Reason reason, long second) {
    Failure failure = new Failure(reason, "a detail");
    return result(peer, health(Status.UNHEALTHY, Optional.of(failure), 0, second));
  }

  private static Health health(
      Status status, Optional<Failure> failure, int successes, long second) {
    return new Health(
        status,
        failure,
        at(second),
        at(second),
        Optional.of(at(second)),
        Optional.empty(),
        successes,
        0,
        FlapDetector.NONE);
  }

  private static CheckResult result(Peer peer, Health health) {
    return new CheckResult(
        peer,
        Health.unknown(at(0)),
        health,
        new Success(Duration.ofMillis(1)),
        Duration.ZERO,
        Duration.ZERO,
        History.NONE);
  }

  private static TimePoint at(long second) {
    return new TimePoint(Instant.ofEpochSecond(second), Duration.ofSeconds(second).toNanos());
  }
}

package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.EmulatedNetwork;
import dev.rollcall.testing.peer.StatusRecorder;
import dev.rollcall.testing.peer.StatusRecorder.Observation;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PythonHealthServer;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Reason;
import dev.rollcall.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad networks, each between Rollcall and peers of its own, all at the same time: every fault
 * begins before the first test, and each test looks at what came of its own. Last, all are cut off.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class NetworkFaultsIT {

  /** What a starved machine may add: three checks whose failure is put down to it, each 3.5 s. */
  private static final Duration EXCUSED = Duration.ofMillis(10_500);

  private static final int PORT = 50051;
  private static final String APART = "10.78.1.0/24";
  private static final String OLD = "10.77.1.30";
  private static final String NEW = "10.77.1.31";
  private static final String FOUND = "10.77.1.32";
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private static final Status HEALTHY = Status.STATUS_HEALTHY;
  private static final Status SUSPECT = Status.STATUS_SUSPECT;
  private static final Status UNHEALTHY = Status.STATUS_UNHEALTHY;

  private static final Set<Reason> TIMEOUT = EnumSet.of(Reason.REASON_TIMEOUT);
  private static final Set<Reason> UNREACHABLE = EnumSet.of(Reason.REASON_UNREACHABLE);
  private static final Set<Reason> TIMEOUT_OR_UNREACHABLE =
      EnumSet.of(Reason.REASON_TIMEOUT, Reason.REASON_UNREACHABLE);

  /** Where each peer is, and how often it is asked. */
  private enum Member {
    BYSTANDER("10.77.1.1", "1s"),
    DROPPED("10.77.1.2", "2s"),
    DEAF("10.77.1.3", "2s"),
    MUTE("10.77.1.4", "2s"),
    HELD_DROPPED("10.77.1.5", "30s"),
    HELD_DEAF("10.77.1.6", "30s"),
    HELD_MUTE("10.77.1.7", "30s"),
    LOSSY_1("10.77.1.10", "10s"),
    LOSSY_2("10.77.1.11", "10s"),
    LOSSY_3("10.77.1.12", "30s"),
    REORDERED("10.77.1.13", "1s"),
    BLACKHOLE("10.77.1.20", "1s"),
    NO_WAY("10.77.1.21", "1s"),
    NO_ROUTE("10.78.1.1", "1s"),
    MOVED("moved.test", "2s"),
    UNNAMED("unnamed.test", "1s");

    private final String host;
    private final String interval;

    Member(String host, String interval) {
      this.host = host;
      this.interval = interval;
    }

    String line() {
      return "  - {id: %s, address: \"%s:%d\", check: {interval: %s, down_interval: 1s}}\n"
          .formatted(name(), host, PORT, interval);
    }
  }

  private static final Set<Member> UNHARMED =
      EnumSet.of(
          Member.BYSTANDER,
          Member.LOSSY_1,
          Member.LOSSY_2,
          Member.LOSSY_3,
          Member.REORDERED,
          Member.MOVED);

  private final EmulatedNetwork network = EmulatedNetwork.makeOrSkip("faults");
  private PythonHealthServer peers;
  private PackagedRollcall rollcall;
  private StatusRecorder recorder;
  private long start;

  @BeforeAll
  void breakEverything(@TempDir Path directory) throws IOException, InterruptedException {
    PythonHealthServer.required();
    peers = PythonHealthServer.startIn(network, PORT);
    network.addNetwork(APART);
    network.names(Map.of("moved.test", OLD));
    Files.writeString(
        directory.resolve("peers.yaml"),
        Stream.of(Member.values())
            .map(Member::line)
            .collect(Collectors.joining("", "peers:\n", "")));
    rollcall = PackagedRollcall.startIn(network, directory, Map.of()).listening();
    recorder = StatusRecorder.of(rollcall);
    Eventually.holds(
        "all but one are healthy",
        START,
        () -> areHealthy(EnumSet.complementOf(EnumSet.of(Member.UNNAMED))));
    // What is held is held only after the first check.
    long seen = System.nanoTime();
    Eventually.holds("a second is over", () -> System.nanoTime() - seen > 1_000_000_000L);

    start = System.nanoTime();
    for (Member lossy : List.of(Member.LOSSY_1, Member.LOSSY_2, Member.LOSSY_3)) {
      network.treat(lossy.host, "loss=5 delay=150");
    }
    network.treat(Member.REORDERED.host, "reorder=40");
    network.treat(Member.DROPPED.host, "cut=both");
    network.treat(Member.DEAF.host, "cut=to");
    network.treat(Member.MUTE.host, "cut=from");
    network.treat(Member.HELD_DROPPED.host, "cut=both");
    network.treat(Member.HELD_DEAF.host, "cut=to");
    network.treat(Member.HELD_MUTE.host, "cut=from");
    network.ip("route", "add", "blackhole", Member.BLACKHOLE.host);
    network.ip("route", "add", "unreachable", Member.NO_WAY.host);
    network.ip("route", "del", APART);
    network.names(Map.of("moved.test", NEW, "unnamed.test", FOUND));
  }

  @AfterAll
  void close() {
    if (recorder != null) {
      recorder.close();
    }
    if (rollcall != null) {
      rollcall.close();
    }
    if (peers != null) {
      peers.close();
    }
    network.close();
  }

  @Test
  @Order(1)
  void aNameThatMovesIsFollowed() {
    Eventually.holds(
        "it moves within about an interval",
        Duration.ofSeconds(6).minusNanos(System.nanoTime() - start),
        () -> network.connections(NEW) > 0 && network.connections(OLD) == 0);
  }

  @Test
  @Order(2)
  void aNameThatDoesNotResolveThenDoes() {
    List<Observation> unnamed = recorder.of(Member.UNNAMED.name());
    assertTrue(
        unnamed.stream().anyMatch(seen -> seen.reason() == Reason.REASON_UNRESOLVED),
        unnamed.toString());

    Observation found =
        recorder.await(Member.UNNAMED.name(), HEALTHY, start, Duration.ofSeconds(10));

    assertBetween(
        Duration.ZERO,
        Duration.ofSeconds(4),
        found.since(start),
        recorder.of(Member.UNNAMED.name()));
    assertEquals(
        List.of(Status.STATUS_UNKNOWN, UNHEALTHY, HEALTHY).stream()
            .filter(recorder.statuses(Member.UNNAMED.name())::contains)
            .toList(),
        recorder.statuses(Member.UNNAMED.name()));
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(strings = {"DROPPED", "DEAF", "MUTE"})
  void packetsThatAreDroppedSilently(String id) {
    // An interval with its jitter, three timeouts and two confirm-intervals.
    assertFalls(id, Duration.ofSeconds(3), Duration.ofMillis(13_500), TIMEOUT, TIMEOUT);
  }

  @ParameterizedTest
  @Order(4)
  @ValueSource(strings = {"HELD_DROPPED", "HELD_DEAF", "HELD_MUTE"})
  void packetsThatAreDroppedSilentlyUnderAHeldStream(String id) {
    assertFalls(id, Duration.ofSeconds(3), Duration.ofSeconds(20), TIMEOUT, TIMEOUT);
  }

  @ParameterizedTest
  @Order(5)
  @CsvSource({"BLACKHOLE,10.77.1.20", "NO_WAY,10.77.1.21"})
  void routesThatLeadNowhere(String id, String host) throws IOException {
    // The connection that is kept may only go silent; a fresh one is refused by the routes.
    assertFalls(
        id, Duration.ofMillis(500), Duration.ofSeconds(8), TIMEOUT_OR_UNREACHABLE, UNREACHABLE);
    network.ip("route", "del", host);
    assertComesBack(id);
  }

  @Test
  @Order(6)
  void aMissingRoute() throws IOException {
    String id = Member.NO_ROUTE.name();
    assertFalls(
        id, Duration.ofMillis(500), Duration.ofSeconds(8), TIMEOUT_OR_UNREACHABLE, UNREACHABLE);
    network.addRoute(APART);
    assertComesBack(id);
  }

  @ParameterizedTest
  @Order(7)
  @ValueSource(strings = {"DROPPED", "DEAF", "MUTE", "HELD_DROPPED", "HELD_DEAF", "HELD_MUTE"})
  void packetsThatArriveAgain(String id) {
    recorder.await(id, UNHEALTHY, start, Duration.ofSeconds(40));
    network.heal(Member.valueOf(id).host);
    assertComesBack(id);
  }

  @Test
  @Order(8)
  void aMinuteOfLossLatencyAndReorderingChangesNothingNorDoWhatOthersSuffer() {
    Eventually.keeps(
        "nobody else is harmed",
        A_MINUTE.minusNanos(System.nanoTime() - start),
        () -> UNHARMED.stream().allMatch(this::isUnharmed));
    for (Member member : UNHARMED) {
      assertTrue(isUnharmed(member), member + ": " + recorder.of(member.name()));
      assertEquals(List.of(), rollcall.lines("peer " + member + " "));
    }
    assertEquals(List.of(), recorder.isolated(start));
  }

  /** The last, since nothing is left of what the others look at. */
  @Test
  @Order(9)
  void theLinkDownIsLoggedOnceAndNotOnceForEachPeer() throws IOException {
    network.heal(Member.LOSSY_1.host);
    network.heal(Member.LOSSY_2.host);
    network.heal(Member.LOSSY_3.host);
    Eventually.holds("all are healthy", START, () -> areHealthy(EnumSet.allOf(Member.class)));
    long down = System.nanoTime();
    network.linkDown();

    for (Member member : Member.values()) {
      Observation dead = recorder.await(member.name(), UNHEALTHY, down, Duration.ofSeconds(25));
      assertTrue(TIMEOUT_OR_UNREACHABLE.contains(dead.reason()), member + ": " + dead);
    }
    Eventually.holds("it is reported", () -> List.of(true).equals(recorder.isolated(down)));
    Eventually.holds("it is logged", () -> cutOff().size() == 1);

    long up = System.nanoTime();
    network.linkUp();
    network.addRoute(APART);

    for (Member member : Member.values()) {
      recorder.await(member.name(), HEALTHY, up, Duration.ofSeconds(10));
    }
    assertEquals(List.of(true, false), recorder.isolated(down));
    assertEquals(1, cutOff().size(), cutOff().toString());
  }

  private List<String> cutOff() {
    return rollcall.lines("cut off").stream().filter(line -> line.contains("WARN")).toList();
  }

  /** From HEALTHY over SUSPECT to UNHEALTHY, for these reasons and within these bounds. */
  private void assertFalls(
      String id, Duration earliest, Duration latest, Set<Reason> first, Set<Reason> last) {
    Observation dead = recorder.await(id, UNHEALTHY, start, Duration.ofSeconds(40));
    List<Observation> all = recorder.of(id);
    List<Observation> suspect = all.stream().filter(seen -> seen.status() == SUSPECT).toList();
    assertEquals(
        List.of(HEALTHY, SUSPECT, UNHEALTHY),
        recorder.statuses(id).stream().filter(status -> status != Status.STATUS_UNKNOWN).toList());
    assertTrue(
        suspect.stream().allMatch(seen -> first.contains(seen.reason())), suspect.toString());
    assertTrue(last.contains(dead.reason()), dead.toString());
    assertBetween(earliest, latest.plus(EXCUSED), dead.since(start), all);
    Eventually.holds("it is logged", () -> rollcall.lines("peer " + id + " ").size() == 1);
    assertTrue(rollcall.lines("peer " + id + " ").get(0).contains("WARN"));
  }

  private void assertComesBack(String id) {
    long healed = System.nanoTime();
    Observation back = recorder.await(id, HEALTHY, healed, Duration.ofSeconds(20));
    // A down-interval with its jitter, a packet sent again, and a confirm-interval.
    assertBetween(Duration.ZERO, Duration.ofSeconds(6), back.since(healed), recorder.of(id));
  }

  private boolean isUnharmed(Member member) {
    return recorder.statuses(member.name()).stream()
        .allMatch(status -> status == HEALTHY || status == Status.STATUS_UNKNOWN);
  }

  private boolean areHealthy(Set<Member> members) {
    return members.stream().allMatch(member -> recorder.is(member.name(), HEALTHY));
  }

  private void assertBetween(
      Duration least, Duration most, Duration actual, List<Observation> all) {
    assertTrue(
        actual.compareTo(least) >= 0 && actual.compareTo(most) <= 0,
        () ->
            "%s is not between %s and %s; since the faults began:%n%s"
                .formatted(actual, least, most, formatted(all)));
  }

  private String formatted(List<Observation> all) {
    return all.stream()
        .map(seen -> "%s %s %s".formatted(seen.since(start), seen.status(), seen.detail()))
        .collect(Collectors.joining("\n"));
  }
}

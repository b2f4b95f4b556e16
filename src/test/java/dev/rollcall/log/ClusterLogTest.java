package dev.rollcall.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Reason;
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.RosterState;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.testing.peer.ScriptedChecks;
import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.time.ManualClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class ClusterLogTest {

  private static final String NAME = "dev.rollcall.transitions-under-test";
  private static final Failure REFUSED = new Failure(Reason.REFUSED, "nothing listens there");
  private static final Failure SILENT = new Failure(Reason.TIMEOUT, "no answer within 3s");

  private final ManualClock time = new ManualClock();
  private final ScriptedChecks checks = new ScriptedChecks(time);
  private final Roster roster =
      new Roster(
          List.of(
              Peer.at("a", "10.0.0.1:1", CheckSettings.DEFAULTS),
              Peer.at("b", "10.0.0.2:1", CheckSettings.DEFAULTS)),
          Optional.empty(),
          Optional.empty(),
          "digest");
  private final Directory directory = new Directory("epoch", time.now(), () -> {});

  ClusterLogTest() {
    directory.replaceRoster(
        roster, new RosterState("test", time.now(), roster.digest(), List.of()));
  }

  @Test
  void aDeathIsOneWarningAndAReturnOneLineWithTheTimeAway() {
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofMinutes(5));
      checks.answer("b", REFUSED);
      time.advance(Duration.ofMinutes(2));
      checks.answer("b", ScriptedChecks.ANSWER);
      time.advance(Duration.ofMinutes(2));

      List<String> told = lines.all();
      assertEquals(3, told.size(), told.toString());
      assertEquals("INFO every peer was checked: 2 of 2 answer", told.get(0));
      assertEquals(
          "WARN peer b (10.0.0.2:1) is unhealthy after it had been healthy for Xm Ys: refused,"
              + " nothing listens there",
          told.get(1).replaceFirst("\\d+m \\d+(\\.\\d)?s", "Xm Ys"));
      assertEquals(
          "INFO peer b (10.0.0.2:1) is healthy again; it was away for Xm Ys",
          told.get(2).replaceFirst("\\d+m \\d+(\\.\\d)?s", "Xm Ys"));
    }
  }

  @Test
  void aPeerThatIsDeadFromTheStartIsTold() {
    checks.answer("b", REFUSED);
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofMinutes(5));

      assertEquals(
          List.of(
              "WARN peer b (10.0.0.2:1) is unhealthy at its first check: refused, nothing listens"
                  + " there",
              "INFO every peer was checked: 1 of 2 answer"),
          lines.all().stream().sorted(Comparator.reverseOrder()).toList());
    }
  }

  @Test
  void aSuspicionThatIsNotConfirmedIsNoLine() {
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofSeconds(1));
      int before = lines.all().size();
      checks.script("b", new FailsOnce(REFUSED)::answer);
      time.advance(Duration.ofMinutes(5));

      assertEquals(before, lines.all().size(), lines.all().toString());
    }
  }

  @Test
  void thatNoPeerAnswersIsSaidOnceAndNotOfEachPeer() {
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofMinutes(5));
      checks.answer("a", SILENT);
      checks.answer("b", SILENT);
      checks.hint("a");
      checks.hint("b");
      time.advance(Duration.ofMinutes(2));
      checks.answer("b", ScriptedChecks.ANSWER);
      time.advance(Duration.ofMinutes(2));

      List<String> told = lines.all().stream().map(ClusterLogTest::withoutTimes).toList();
      assertEquals(
          List.of(
              "INFO every peer was checked: 2 of 2 answer",
              "WARN no peer responds, so this node may be cut off (2 unhealthy):"
                  + " peer a (10.0.0.1:1) is unhealthy after it had been healthy for T:"
                  + " timeout, no answer within 3s;"
                  + " peer b (10.0.0.2:1) is unhealthy after it had been healthy for T:"
                  + " timeout, no answer within 3s",
              "INFO peer b (10.0.0.2:1) is healthy again; it was away for T",
              "INFO no longer cut off, after T: 1 of 2 answer"),
          told);
    }
  }

  @Test
  void aWarningIsHeldBackOnlyUntilSomeoneAnswers() {
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofMinutes(5));
      checks.answer("a", SILENT);
      checks.script("b", new FailsOnce(SILENT)::answer);
      checks.hint("a");
      time.advance(Duration.ofMillis(700));
      checks.hint("b");
      time.advance(Duration.ofMillis(400));
      assertEquals(
          1, lines.all().size(), "b is suspect when a is found to be away: " + lines.all());

      time.advance(Duration.ofSeconds(1));
      assertEquals(2, lines.all().size());
      assertTrue(lines.all().get(1).startsWith("WARN peer a "), lines.all().toString());
    }
  }

  @Test
  void badNewsOfEveryPeerIsALineForEachAndNoIsolation() {
    checks.answer("a", new Failure(Reason.NOT_SERVING, "answered NOT_SERVING"));
    checks.answer("b", SILENT);
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofMinutes(2));

      assertEquals(
          List.of(
              "WARN peer b (10.0.0.2:1) is unhealthy at its first check:"
                  + " timeout, no answer within 3s",
              "WARN peer a (10.0.0.1:1) is unhealthy at its first check:"
                  + " not serving, answered NOT_SERVING",
              "INFO every peer was checked: 0 of 2 answer"),
          lines.all().stream().sorted(Comparator.reverseOrder()).toList());
    }
  }

  @Test
  void aRefusalEndsTheIsolation() {
    checks.answer("a", SILENT);
    checks.answer("b", SILENT);
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofMinutes(2));
      checks.answer("b", REFUSED);
      time.advance(Duration.ofMinutes(2));
      checks.answer("b", SILENT);
      time.advance(Duration.ofMinutes(2));

      List<String> all = lines.all().stream().map(ClusterLogTest::withoutTimes).toList();
      assertEquals(3, all.size(), all.toString());
      assertTrue(all.contains("INFO every peer was checked: 0 of 2 answer"), all.toString());
      assertEquals(
          "INFO no longer cut off, after T: peer b (10.0.0.2:1) responds, though it is unhealthy:"
              + " refused, nothing listens there",
          all.get(2));
    }
  }

  @Test
  void aPeerThatFlapsIsToldWhenItBeginsAndWhenItEnds() {
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofSeconds(2));
      for (int i = 0; i < 50; i++) {
        checks.answer("b", REFUSED);
        checks.hint("b");
        time.advance(Duration.ofSeconds(3));
        checks.answer("b", ScriptedChecks.ANSWER);
        checks.hint("b");
        time.advance(Duration.ofSeconds(3));
      }
      time.advance(Duration.ofMinutes(15));

      List<String> told = lines.all().stream().map(ClusterLogTest::withoutTimes).toList();
      assertEquals(1 + 6 + 1 + 1, told.size(), told.toString());
      assertEquals(
          "WARN peer b (10.0.0.2:1) is flapping: it changed more than 6 times within 10 minutes;"
              + " its changes are not logged until it settles",
          told.get(7));
      assertEquals("INFO peer b (10.0.0.2:1) has settled: it is healthy", told.get(8));
    }
  }

  @Test
  void aLackOnThisNodeIsToldOnceAndItsEndToo() {
    try (LogCapture lines = LogCapture.of(NAME)) {
      watch();
      time.advance(Duration.ofMinutes(5));
      Outcome lack = new Outcome.Skipped("Too many open files");
      checks.answer("a", lack);
      checks.answer("b", lack);
      time.advance(Duration.ofMinutes(5));
      checks.answer("a", ScriptedChecks.ANSWER);
      time.advance(Duration.ofMinutes(5));
      checks.answer("b", ScriptedChecks.ANSWER);
      time.advance(Duration.ofMinutes(5));

      List<String> told = lines.all().stream().map(ClusterLogTest::withoutTimes).toList();
      assertEquals(3, told.size(), told.toString());
      assertTrue(
          told.get(1)
              .matches(
                  "WARN cannot check peer [ab] \\(.*\\), and perhaps others, for a local error:"
                      + " Too many open files; peers that are not checked keep their status"),
          told.get(1));
      assertEquals("INFO every peer can be checked again, after T", told.get(2));
    }
  }

  @Test
  void maintenanceIsToldWhenItBeginsAndWhenItEnds() {
    try (LogCapture lines = LogCapture.of(NAME)) {
      ClusterLog log = new ClusterLog(Logger.getLogger(NAME), directory, time);
      log.rosterChanged(roster);
      log.rosterChanged(withMaintenance("b"));
      log.rosterChanged(withMaintenance("b"));
      log.rosterChanged(withMaintenance("a", "b"));
      log.rosterChanged(withMaintenance("a"));
      log.rosterChanged(roster);

      assertEquals(
          List.of(
              "INFO in maintenance, so not checked: b",
              "INFO in maintenance, so not checked: a",
              "INFO out of maintenance, so checked again: b",
              "INFO out of maintenance, so checked again: a"),
          lines.all());
    }
  }

  private Roster withMaintenance(String... ids) {
    List<Peer> peers =
        roster.members().stream()
            .map(
                peer ->
                    new Peer(
                        peer.id(),
                        peer.address(),
                        peer.capabilities(),
                        peer.labels(),
                        peer.check(),
                        List.of(ids).contains(peer.id().value())))
            .toList();
    return new Roster(peers, Optional.empty(), Optional.empty(), "digest");
  }

  private static String withoutTimes(String line) {
    return line.replaceAll("(?<=for |after )(\\d+m( \\d+s)?|\\d+(\\.\\d)?s)", "T");
  }

  private void watch() {
    ClusterLog log = new ClusterLog(Logger.getLogger(NAME), directory, time);
    new Monitor(checks, time, "observer", 4096, List.of())
        .watch(Multi.createFrom().item(roster))
        .subscribe()
        .with(seen -> take(seen, log));
  }

  private void take(CheckResult seen, ClusterLog log) {
    directory.apply(seen);
    log.report(seen);
  }

  private static final class FailsOnce {
    private final Failure failure;
    private boolean failed;

    FailsOnce(Failure failure) {
      this.failure = failure;
    }

    Uni<Outcome> answer() {
      Outcome outcome = failed ? ScriptedChecks.ANSWER : failure;
      failed = true;
      return Uni.createFrom().item(outcome);
    }
  }
}

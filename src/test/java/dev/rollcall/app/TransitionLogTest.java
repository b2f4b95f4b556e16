package dev.rollcall.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Reason;
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.RosterState;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.monitor.PeerHealth;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.testing.LogLines;
import dev.rollcall.testing.ManualTime;
import dev.rollcall.testing.ScriptedChecks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class TransitionLogTest {

  private static final String NAME = "dev.rollcall.transitions-under-test";
  private static final Failure REFUSED = new Failure(Reason.REFUSED, "nothing listens there");

  private final ManualTime time = new ManualTime();
  private final ScriptedChecks checks = new ScriptedChecks(time);
  private final Roster roster =
      new Roster(
          List.of(
              Peer.at("a", "10.0.0.1:1", CheckSettings.DEFAULTS),
              Peer.at("b", "10.0.0.2:1", CheckSettings.DEFAULTS)),
          Optional.empty(),
          Optional.empty(),
          "digest");
  private final Directory directory =
      new Directory(
          "epoch", roster, new RosterState("test", time.now(), roster.digest(), List.of()));

  @Test
  void aDeathIsOneWarningAndAReturnOneLineWithTheTimeAway() {
    try (LogLines lines = LogLines.of(NAME)) {
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
          "WARN peer b (10.0.0.2:1) is unhealthy after it had been healthy for Xm Ys: refused, nothing listens there",
          told.get(1).replaceFirst("\\d+m \\d+(\\.\\d)?s", "Xm Ys"));
      assertEquals(
          "INFO peer b (10.0.0.2:1) is healthy again; it was away for Xm Ys",
          told.get(2).replaceFirst("\\d+m \\d+(\\.\\d)?s", "Xm Ys"));
    }
  }

  @Test
  void aPeerThatIsDeadFromTheStartIsTold() {
    checks.answer("b", REFUSED);
    try (LogLines lines = LogLines.of(NAME)) {
      watch();
      time.advance(Duration.ofMinutes(5));

      assertEquals(
          List.of(
              "WARN peer b (10.0.0.2:1) is unhealthy at its first check: refused, nothing listens there",
              "INFO every peer was checked: 1 of 2 answer"),
          lines.all().stream().sorted(Comparator.reverseOrder()).toList());
    }
  }

  @Test
  void aSuspicionThatIsNotConfirmedIsNoLine() {
    try (LogLines lines = LogLines.of(NAME)) {
      watch();
      time.advance(Duration.ofSeconds(1));
      int before = lines.all().size();
      checks.script("b", new FailsOnce()::answer);
      time.advance(Duration.ofMinutes(5));

      assertEquals(before, lines.all().size(), lines.all().toString());
    }
  }

  private void watch() {
    TransitionLog log = new TransitionLog(Logger.getLogger(NAME), directory);
    new Monitor(checks, time, "observer")
        .watch(Multi.createFrom().item(roster))
        .subscribe()
        .with(seen -> take(seen, log));
  }

  private void take(PeerHealth seen, TransitionLog log) {
    directory.apply(seen);
    log.tell(seen);
  }

  private static final class FailsOnce {
    private boolean failed;

    Uni<Outcome> answer() {
      Outcome outcome = failed ? ScriptedChecks.ANSWER : REFUSED;
      failed = true;
      return Uni.createFrom().item(outcome);
    }
  }
}

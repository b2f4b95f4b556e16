package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.cli.client.format.WatchedPeers.PeerChange;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeLineTest {

  private static final Peer UP = TestPeers.healthy("node1");
  private static final Peer DOWN = TestPeers.refusing("node1");

  private static Instant at(LocalTime time) {
    return LocalDateTime.of(2026, 1, 2, 0, 0).with(time).atZone(ZoneId.systemDefault()).toInstant();
  }

  private static String line(
      Optional<Peer> before, Optional<Peer> now, TerminalCapabilities screen) {
    return ChangeLine.of(new PeerChange("node1", before, now), at(LocalTime.of(9, 5, 7)), screen);
  }

  private static String line(Optional<Peer> before, Optional<Peer> now) {
    return line(before, now, TerminalCapabilities.NONE);
  }

  @Test
  void whoIsNewIsToldWithItsAddress() {
    assertEquals(
        "09:05:07  ● healthy node1 10.0.0.1:50051", line(Optional.empty(), Optional.of(UP)));
  }

  @Test
  void whoWentAwayIsToldWithTheReason() {
    assertEquals(
        "09:05:07  ✗ unhealthy node1: nothing listens at 10.0.0.1:50051 (connection refused)",
        line(Optional.of(UP), Optional.of(DOWN)));
  }

  @Test
  void whoIsBackIsTold() {
    assertEquals("09:05:07  ● healthy node1", line(Optional.of(DOWN), Optional.of(UP)));
  }

  @Test
  void whoLeftIsTold() {
    assertEquals("09:05:07  - node1 left", line(Optional.of(UP), Optional.empty()));
  }

  @Test
  void whoMovedIsToldWhetherItAnswersOrNot() {
    Peer moved = TestPeers.at(UP, "10.9.9.9:1");
    assertEquals(
        "09:05:07  ● healthy node1 has a new entry, 10.9.9.9:1",
        line(Optional.of(UP), Optional.of(moved)));
    Peer unknown = TestPeers.at(TestPeers.of("node1", Status.STATUS_UNKNOWN), "10.9.9.9:1");
    assertEquals(
        "09:05:07  ○ unknown node1 has a new entry, 10.9.9.9:1",
        line(Optional.of(UP), Optional.of(unknown)));
  }

  @Test
  void whoComesAndGoesIsMarked() {
    Peer.Builder flapping = UP.toBuilder();
    flapping.getHealthBuilder().setFlapping(true);
    assertEquals(
        "09:05:07  ● healthy node1 (flapping)",
        line(Optional.of(UP), Optional.of(flapping.build())));
  }

  @Test
  void marksAndColoursAreTheScreens() {
    TerminalCapabilities ascii = new TerminalCapabilities(true, 80, 24, true, false);
    assertEquals(
        "09:05:07  \u001b[32m+ healthy\u001b[0m node1",
        line(Optional.of(DOWN), Optional.of(UP), ascii));
  }

  @Test
  void nothingOfTheirsSteersTheTerminal() {
    Peer.Builder bad = TestPeers.at(UP, "a\u001b[1m:1").toBuilder().setId("x\u0007");
    bad.getHealthBuilder().setDetail("one\ntwo\u001b]0;title");
    assertEquals(
        "09:05:07  ● healthy x\\u0007 a\\u001b[1m:1: one\\u000atwo\\u001b]0;title",
        line(Optional.empty(), Optional.of(bad.build())));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 00:00:00", "23, 59, 59, 23:59:59", "7, 0, 0, 07:00:00"})
  void aTimeHasSeconds(int hour, int minute, int second, String text) {
    PeerChange change = new PeerChange("n", Optional.of(UP), Optional.empty());
    Instant when = at(LocalTime.of(hour, minute, second, 123_456_789));
    assertEquals(text + "  - n left", ChangeLine.of(change, when, TerminalCapabilities.NONE));
  }
}

package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTableTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Peer UP =
      TestPeers.since(
          TestPeers.with(
              TestPeers.healthy("node1"),
              Capabilities.newBuilder().setMemoryGb(16).setGpu(true).setGpuCount(2)),
          NOW.minusSeconds(200));
  private static final Peer DOWN =
      TestPeers.since(
          TestPeers.with(
              TestPeers.refusing("node2"),
              Capabilities.newBuilder().setMemoryGb(7.5).setGpu(false)),
          NOW.minusSeconds(5));

  private static TerminalCapabilities screen(int columns, boolean hasColour, boolean hasUnicode) {
    return new TerminalCapabilities(true, columns, 24, hasColour, hasUnicode);
  }

  private static String usual(TerminalCapabilities screen, Peer... peers) {
    return PeerTable.standard(NOW).render(List.of(peers), screen);
  }

  @Test
  void whatPeopleWantToKnow() {
    assertEquals(
        """
        STATUS       ID     ADDRESS         MEMORY  GPU  RTT    FOR  WHY
        ● healthy    node1  10.0.0.1:50051  16 GB   2    1.5ms  3m
        ✗ unhealthy  node2  10.0.0.2:50051  7.5 GB  no          5s   refused
        """,
        usual(TerminalCapabilities.NONE, UP, DOWN));
  }

  @Test
  void whatNobodyKnowsHasNoColumn() {
    assertEquals(
        "STATUS     ID     ADDRESS\n○ unknown  node3  10.0.0.3:50051\n",
        usual(TerminalCapabilities.NONE, TestPeers.of("node3", Status.STATUS_UNKNOWN)));
  }

  @Test
  void allThereIs() {
    Peer known =
        TestPeers.with(
                DOWN, Capabilities.newBuilder().setGpuMemoryGb(80).setChip("H100").setModel("DGX"))
            .toBuilder()
            .putLabels("zone", "b")
            .putLabels("site", "a")
            .build();
    List<String> lines =
        PeerTable.wide(NOW).render(List.of(known), TerminalCapabilities.NONE).lines().toList();
    assertEquals(
        List.of(
            "STATUS",
            "ID",
            "ADDRESS",
            "FOR",
            "GPU MEMORY",
            "CHIP",
            "MODEL",
            "LABELS",
            "CHECKED",
            "WHY",
            "DETAIL"),
        List.of(lines.get(0).split(" {2,}")));
    assertEquals(
        List.of(
            "✗ unhealthy",
            "node2",
            "10.0.0.2:50051",
            "5s",
            "80 GB",
            "H100",
            "DGX",
            "site=a,zone=b",
            "5s ago",
            "refused",
            "nothing listens at 10.0.0.2:50051 (connection refused)"),
        List.of(lines.get(1).split(" {2,}")));
  }

  @Test
  void allThereIsIsNotCut() {
    assertEquals(
        PeerTable.wide(NOW).render(List.of(UP, DOWN), TerminalCapabilities.NONE),
        PeerTable.wide(NOW).render(List.of(UP, DOWN), screen(40, false, true)));
  }

  @ParameterizedTest(name = "{0} columns")
  @ValueSource(ints = {20, 30, 40, 55, 62, 70, 80})
  void aNarrowScreenIsNotExceeded(int columns) {
    Peer chinese = TestPeers.healthy("\u8282\u70b9\u4e00\u53f7\u673a\u623f\u4e1c\u4fa7");
    Peer arabic = TestPeers.refusing("\u0639\u0642\u062f\u0629-\u0627\u0644\u0634\u0631\u0642");
    Peer six = TestPeers.at(UP, "[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:50051");
    List<String> lines =
        usual(screen(columns, false, true), chinese, arabic, six, DOWN).lines().toList();
    assertEquals(5, lines.size());
    for (String line : lines) {
      assertTrue(width(line) <= columns, width(line) + ": " + line);
    }
    assertTrue(lines.get(0).startsWith("STAT"), lines.get(0));
  }

  // All wide letters here are Chinese.
  private static long width(String line) {
    return line.codePoints().map(letter -> letter >= 0x4e00 && letter < 0xa000 ? 2 : 1).sum();
  }

  @Test
  void atTheUsualWidthNothingIsCutThatFits() {
    assertEquals(
        usual(TerminalCapabilities.NONE, UP, DOWN), usual(screen(80, false, true), UP, DOWN));
  }

  @Test
  void marksAndColours() {
    Peer suspect = TestPeers.of("node3", Status.STATUS_SUSPECT);
    Peer out = TestPeers.of("node4", Status.STATUS_MAINTENANCE);
    String colours = usual(screen(80, true, true), UP, DOWN, suspect, out);
    for (String cell :
        List.of(
            "\u001b[32m● healthy\u001b[0m",
            "\u001b[31m✗ unhealthy\u001b[0m",
            "\u001b[33m◐ suspect\u001b[0m",
            "\u001b[90m■ maintenance\u001b[0m")) {
      assertTrue(colours.contains(cell), colours);
    }
    String ascii = usual(screen(80, false, false), UP, DOWN, suspect, out);
    for (String cell : List.of("+ healthy", "x unhealthy", "~ suspect", "# maintenance")) {
      assertTrue(ascii.contains(cell), ascii);
    }
    assertTrue(ascii.chars().allMatch(letter -> letter < 0x7f), ascii);
  }

  @Test
  void nothingOfTheirsSteersTheTerminal() {
    Peer.Builder bad = TestPeers.at(DOWN, "x\u001b[1m:1").toBuilder().setId("id\u0007");
    bad.getHealthBuilder().setDetail("one\ntwo\u001b]0;title\u0007");
    bad.putLabels("a", "\u009b2J").getCapabilitiesBuilder().setChip("\rchip");
    String text = PeerTable.wide(NOW).render(List.of(bad.build()), screen(80, false, true));
    assertFalse(text.chars().anyMatch(letter -> Character.isISOControl(letter) && letter != '\n'));
    assertEquals(2, text.lines().count());
    assertTrue(text.contains("one\\u000atwo\\u001b]0;title\\u0007"), text);
  }

  @Test
  void whoComesAndGoesIsMarked() {
    Peer.Builder flapping = DOWN.toBuilder();
    flapping.getHealthBuilder().setFlapping(true);
    assertTrue(usual(TerminalCapabilities.NONE, flapping.build()).contains("refused flapping"));
  }
}

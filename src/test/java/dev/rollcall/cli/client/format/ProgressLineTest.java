package dev.rollcall.cli.client.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.v1.Peer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ProgressLine line(boolean isSeen, int columns) {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Map.of(),
            () -> new TerminalCapabilities(true, columns, 24, false, true),
            isSeen);
    return new ProgressLine(console);
  }

  private static WaitCondition.Progress missing(int count) {
    List<Peer> peers =
        IntStream.rangeClosed(1, count).mapToObj(i -> TestPeers.refusing("node" + i)).toList();
    return new WaitCondition.Progress(count + 1, List.of(TestPeers.healthy("node0")), peers);
  }

  @Test
  void itIsWrittenOverAndGoesAway() {
    ProgressLine line = line(true, 80);
    line.show(missing(2));
    line.show(missing(1));
    line.clear();
    line.clear();
    assertEquals(
        CLEAR
            + "waiting for peers: 1 of 3; missing: node1, node2"
            + CLEAR
            + "waiting for peers: 1 of 2; missing: node1"
            + CLEAR,
        err.toString(UTF_8));
  }

  @Test
  void fewAreNamed() {
    line(true, 80).show(missing(5));
    assertEquals(
        CLEAR + "waiting for peers: 1 of 6; missing: node1, node2, node3 and 2 more",
        err.toString(UTF_8));
  }

  @Test
  void itIsNeverWiderThanTheScreen() {
    line(true, 30).show(missing(3));
    assertEquals(CLEAR + "waiting for peers: 1 of 4; mi…", err.toString(UTF_8));
  }

  @Test
  void aLineThatStaysComesInItsPlace() {
    ProgressLine line = line(true, 80);
    line.show(missing(1));
    line.printError("a line");
    assertEquals(
        CLEAR + "waiting for peers: 1 of 2; missing: node1" + CLEAR + "a line\n",
        err.toString(UTF_8));
  }

  @Test
  void whereNobodyLooksThereIsNone() {
    ProgressLine line = line(false, 80);
    line.show(missing(1));
    line.printError("a line");
    line.clear();
    assertEquals("a line\n", err.toString(UTF_8));
  }
}

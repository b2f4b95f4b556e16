package dev.rollcall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.testing.network.FakeDiscoveryServer;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.testing.program.InProcessCommand;
import dev.rollcall.testing.program.InProcessCommand.Result;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.RosterState;
import dev.rollcall.v1.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that ask once. */
class ListAndTopologyTest {

  private final FakeDiscoveryServer server = FakeDiscoveryServer.start();

  @BeforeEach
  void list() {
    server.put(
        TestPeers.with(
            TestPeers.healthy("node1"), Capabilities.newBuilder().setGpu(true).setGpuCount(2)),
        TestPeers.refusing("node2"),
        TestPeers.of("node3", Status.STATUS_MAINTENANCE));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Result run(String line) {
    return InProcessCommand.run(Map.of("ROLLCALL_SERVER", server.address()), line.split(" "));
  }

  private String out(String line) {
    Result result = run(line);
    assertEquals(0, result.code(), result.err());
    assertEquals("", result.err());
    return result.out();
  }

  @Test
  void aTable() {
    assertEquals(
        """
        STATUS         ID     ADDRESS         GPU  RTT    WHY
        ● healthy      node1  10.0.0.1:50051  2    1.5ms
        ✗ unhealthy    node2  10.0.0.2:50051              refused
        ■ maintenance  node3  10.0.0.3:50051
        """,
        out("list"));
    assertEquals(out("list"), out("list -o table"));
    assertTrue(out("list -o WIDE").contains("(connection refused)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ids | node1 node2 node3",
        "addresses | 10.0.0.1:50051 10.0.0.2:50051 10.0.0.3:50051",
      })
  void aLineEach(String format, String lines) {
    assertEquals(lines.replace(' ', '\n') + "\n", out("list -o " + format.strip()));
  }

  @Test
  void otherForms() {
    assertEquals("10.0.0.1 slots=2\n10.0.0.2\n10.0.0.3\n", out("list -o hostfile"));
    assertTrue(out("list -o prometheus").startsWith("[{\"targets\":[\"10.0.0.1:50051\"]"));
    assertEquals(
        """
        export DSTACK_NODES_IPS='10.0.0.1
        10.0.0.2
        10.0.0.3'
        export DSTACK_NODES_NUM='3'
        export DSTACK_MASTER_NODE_IP='10.0.0.1'
        export DSTACK_GPUS_NUM='2'
        """,
        out("list -o env"));
  }

  @Test
  void allPagesAreOneAnswer() throws InvalidProtocolBufferException {
    server.pageSize(2);
    assertEquals("node1\nnode2\nnode3\n", out("list -o ids --status healthy,"));
    List<ListPeersRequest> requests = server.lists();
    assertEquals(List.of("", "2"), requests.stream().map(ListPeersRequest::getPageToken).toList());
    assertEquals(
        requests.get(0).getFilter(), requests.get(1).getFilter(), "a token is of its filter");

    ListPeersResponse.Builder whole = ListPeersResponse.newBuilder();
    String json = out("list -o json");
    JsonFormat.parser().merge(json, whole);
    assertEquals(1, json.lines().count());
    assertEquals(3, whole.getPeersCount());
    assertEquals(3, whole.getTotalSize());
    assertEquals("one", whole.getRevision().getEpoch());
    assertEquals("", whole.getNextPageToken());
  }

  @Test
  void aListWithoutAnEnd() {
    server.repeatPages();
    Result result = InProcessCommand.run("list", "--server", server.address());
    assertEquals(3, result.code());
    assertEquals("", result.out());
    assertEquals(
        "rollcall: %s keeps returning the same page of its list (page token '0')\n"
            .formatted(server.address()),
        result.err());
  }

  @Test
  void whatIsAskedFor() {
    out("list");
    out(
        "list --status healthy,SUSPECT --status unknown --label a=b --label c= --gpu"
            + " --min-memory-gb 1.5 --min-gpu-memory-gb 0 --min-gpu-count 2");
    out("list --no-gpu --label a=b --label a=b");
    assertEquals(
        List.of(
            PeerFilter.getDefaultInstance(),
            PeerFilter.newBuilder()
                .addStatuses(Status.STATUS_HEALTHY)
                .addStatuses(Status.STATUS_SUSPECT)
                .addStatuses(Status.STATUS_UNKNOWN)
                .putLabels("a", "b")
                .putLabels("c", "")
                .setGpu(true)
                .setMinMemoryGb(1.5)
                .setMinGpuMemoryGb(0)
                .setMinGpuCount(2)
                .build(),
            PeerFilter.newBuilder().setGpu(false).putLabels("a", "b").build()),
        server.lists().stream().map(ListPeersRequest::getFilter).toList());
  }

  @Test
  void whereItIs() {
    String port = server.address().replaceFirst(".*:", "");
    for (String name : List.of(server.address(), "http://localhost:" + port + "/")) {
      assertEquals(0, InProcessCommand.run("list", "--server", name).code());
    }
    Result option =
        InProcessCommand.run(
            Map.of("ROLLCALL_SERVER", "127.0.0.1:1"), "list", "--server=" + server.address());
    assertEquals(0, option.code(), "the option comes before the variable");
    assertEquals(3, server.lists().size());
  }

  @Test
  void warningsStandBesideTheAnswer() {
    server.observer(
        Observer.newBuilder()
            .setIsolated(true)
            .setRoster(RosterState.newBuilder().addErrors("peers.yaml:1:1: bad"))
            .build());
    for (String line : List.of("list -o ids", "topology")) {
      Result result = run(line);
      assertEquals(0, result.code());
      assertEquals(
          List.of(
              "warning: no peer responds to this Rollcall; its own node may be isolated",
              "warning: the newest list was rejected, so the previous one is active:",
              "  peers.yaml:1:1: bad"),
          result.err().lines().toList());
      assertTrue(result.lines().stream().noneMatch(text -> text.contains("warning")));
    }
  }

  @Test
  void aPicture() {
    server.self(TestPeers.of("me", Status.STATUS_UNSPECIFIED));
    assertEquals(
        """
        1 of 2 peers answer; list:
        ◉ me (this node)  10.0.0.1:50051
        ├─ ● node1  1.5ms  10.0.0.1:50051  2 GPUs
        ├─ ✗ node2         10.0.0.2:50051          unhealthy refused
        └─ ■ node3         10.0.0.3:50051          maintenance
        """,
        Stream.of(out("topology").split("\n"))
            .map(String::stripTrailing)
            .reduce("", (all, line) -> all + line + "\n"));
  }

  @Test
  void aLivingPictureNeedsATerminal() {
    Result result = run("topology --live");
    assertEquals(2, result.code());
    assertEquals(
        "rollcall: --live needs a terminal; 'rollcall watch' prints changes as lines\n",
        result.err());
  }

  @Test
  void aTerminalGetsColoursAndItsWidth() {
    TerminalCapabilities screen = new TerminalCapabilities(true, 40, 24, true, true);
    Result result = InProcessCommand.runOn(screen, "list", "--server", server.address());
    assertTrue(result.out().contains("\u001b[32m● healthy"), result.out());
    String plain = result.out().replaceAll("\u001b\\[[0-9]*m", "");
    plain.lines().forEach(line -> assertTrue(line.length() <= 40, line));
  }

  @Test
  void whoReadsNoMoreEndsIt() {
    Result result =
        InProcessCommand.runUnread(
            Map.of("ROLLCALL_SERVER", server.address()), "list", "-o", "ids");
    assertEquals(141, result.code());
    assertEquals("", result.err());
  }
}

package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.v1.Capabilities;
import dev.rollcall.v1.Peer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobVariablesTest {

  private static final Peer CPU = TestPeers.healthy("node1");
  private static final Peer FOUR =
      TestPeers.with(
          TestPeers.healthy("node2"), Capabilities.newBuilder().setGpu(true).setGpuCount(4));
  private static final Peer SOME =
      TestPeers.with(TestPeers.healthy("node3"), Capabilities.newBuilder().setGpu(true));
  private static final Peer NONE =
      TestPeers.with(TestPeers.healthy("node4"), Capabilities.newBuilder().setGpu(false));

  private static JobVariables list(Optional<String> self, Peer... nodes) {
    return JobVariables.of(List.of(nodes), self, new PeerIpResolver());
  }

  @Test
  void theVariablesOfANodeOfTheList() {
    assertEquals(
        Map.of(
            "DSTACK_NODES_IPS", "10.0.0.1\n10.0.0.2\n10.0.0.3\n10.0.0.4",
            "DSTACK_NODES_NUM", "4",
            "DSTACK_NODE_RANK", "1",
            "DSTACK_MASTER_NODE_IP", "10.0.0.1",
            "DSTACK_GPUS_PER_NODE", "4",
            "DSTACK_GPUS_NUM", "5"),
        list(Optional.of("node2"), CPU, FOUR, SOME, NONE).variables(JobVariables.DSTACK));
  }

  @Test
  void theOrderIsThatOfTheList() {
    Map<String, String> variables = list(Optional.of("node1"), SOME, CPU).variables("X");
    assertEquals("10.0.0.3\n10.0.0.1", variables.get("X_NODES_IPS"));
    assertEquals("10.0.0.3", variables.get("X_MASTER_NODE_IP"));
    assertEquals("1", variables.get("X_NODE_RANK"));
    assertEquals("0", variables.get("X_GPUS_PER_NODE"));
    assertEquals("1", variables.get("X_GPUS_NUM"));
  }

  @Test
  void oneThatIsNoneOfTheNodesHasNoRank() {
    assertEquals(
        List.of(
            "export DSTACK_NODES_IPS='10.0.0.1\n10.0.0.3'",
            "export DSTACK_NODES_NUM='2'",
            "export DSTACK_MASTER_NODE_IP='10.0.0.1'",
            "export DSTACK_GPUS_NUM='1'"),
        list(Optional.empty(), CPU, SOME).exports(JobVariables.DSTACK));
  }

  @Test
  void nobodyHasNoMaster() {
    assertEquals(
        List.of(
            "export DSTACK_NODES_IPS=''",
            "export DSTACK_NODES_NUM='0'",
            "export DSTACK_GPUS_NUM='0'"),
        list(Optional.empty()).exports(JobVariables.DSTACK));
  }

  @Test
  void namesBecomeIps() {
    Peer named = TestPeers.at(CPU, "localhost:1");
    Peer six = TestPeers.at(CPU, "[fd00::7]:1");
    assertEquals("127.0.0.1", new PeerIpResolver().apply(named));
    assertEquals("fd00:0:0:0:0:0:0:7", new PeerIpResolver().apply(six));
  }

  @Test
  void aNameWithoutAnIpIsReportedWithItsPeer() {
    Peer lost = TestPeers.at(CPU, "no-such-host.invalid:1");
    CommandFailedException error =
        assertThrows(CommandFailedException.class, () -> new PeerIpResolver().apply(lost));
    assertEquals(
        "peer 'node1': host 'no-such-host.invalid' has no IP address, which the variables need",
        error.getMessage());
    assertEquals(1, error.exitCode());
  }

  @Test
  void anInvalidAddressIsReportedWithItsPeer() {
    Peer lying = TestPeers.at(CPU, "not an address");
    CommandFailedException error =
        assertThrows(CommandFailedException.class, () -> new PeerIpResolver().apply(lying));
    assertEquals(
        "peer 'node1': 'not an address' has no port; expected host:port, such as"
            + " 192.168.1.10:50051",
        error.getMessage());
    assertThrows(CommandFailedException.class, () -> MpiHostfile.lines(List.of(lying)));
  }

  @Test
  void aHostfileHasASlotForEachGpu() {
    assertEquals(
        List.of("10.0.0.1", "10.0.0.2 slots=4", "10.0.0.3 slots=1", "10.0.0.4", "fd00::7", "gpu-7"),
        MpiHostfile.lines(
            List.of(
                CPU,
                FOUR,
                SOME,
                NONE,
                TestPeers.at(CPU, "[fd00::7]:1"),
                TestPeers.at(CPU, "GPU-7:1"))));
    assertEquals(List.of(), MpiHostfile.lines(List.of()));
  }
}

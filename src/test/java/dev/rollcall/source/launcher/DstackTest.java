package dev.rollcall.source.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.Capabilities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DstackTest {

  private static final String ALL = "10.0.0.1\n10.0.0.2\n10.0.0.3";
  private static final Launched THREE =
      Launched.by(
          "DSTACK_NODES_IPS", ALL,
          "DSTACK_NODE_RANK", "1",
          "DSTACK_NODES_NUM", "3");

  @Test
  void theNodeKnowsItselfByItsRank() {
    assertEquals("launcher:dstack", THREE.accepted().source());
    assertEquals(Optional.of("ip-10-0-0-2"), THREE.self());
    assertEquals(
        List.of("ip-10-0-0-1", "ip-10-0-0-3"),
        THREE.roster().peers().stream().map(peer -> peer.id().value()).toList());
    assertEquals("10.0.0.3:50051", THREE.member("ip-10-0-0-3").address().toString());
    assertEquals(Map.of("rank", "2"), THREE.member("ip-10-0-0-3").labels());
  }

  @Test
  void theGpusAreThoseOfEveryNodeIfAllTogetherComeToThat() {
    Launched launched = THREE.with("DSTACK_GPUS_PER_NODE", "8").with("DSTACK_GPUS_NUM", "24");

    for (String id : List.of("ip-10-0-0-1", "ip-10-0-0-2", "ip-10-0-0-3")) {
      Capabilities capabilities = launched.member(id).capabilities();
      assertEquals(Optional.of(true), capabilities.gpu());
      assertEquals(OptionalInt.of(8), capabilities.gpuCount());
    }
  }

  @Test
  void gpusThatOnlyThisNodeKnowsOfAreNotListedSoThatAllNodesHaveTheSameDigest() {
    Launched alone = THREE.with("DSTACK_GPUS_PER_NODE", "8");
    Launched mixed = alone.with("DSTACK_GPUS_NUM", "12");

    assertEquals(Capabilities.UNKNOWN, alone.member("ip-10-0-0-2").capabilities());
    assertEquals(Capabilities.UNKNOWN, mixed.member("ip-10-0-0-2").capabilities());
    assertEquals(THREE.roster().digest(), mixed.roster().digest());
  }

  @Test
  void noGpuIsKnownToo() {
    Launched launched = THREE.with("DSTACK_GPUS_PER_NODE", "0").with("DSTACK_GPUS_NUM", "0");
    Capabilities own = launched.member("ip-10-0-0-2").capabilities();

    assertEquals(Optional.of(false), own.gpu());
    assertEquals(OptionalInt.empty(), own.gpuCount());
  }

  @Test
  void ipv6GetsALastingIdToo() {
    Launched launched =
        Launched.by("DSTACK_NODES_IPS", "fd00::1\nFD00:0::2", "DSTACK_NODE_RANK", "1");

    assertEquals(
        List.of("ip-fd00--1=[fd00::1]:50051", "ip-fd00--2=[fd00::2]:50051"), launched.members());
    assertEquals(Optional.of("ip-fd00--2"), launched.self());
  }

  @Test
  void withoutARankTheNodeOnlyObserves() {
    assertEquals(Optional.empty(), Launched.by("DSTACK_NODES_IPS", "10.0.0.1").self());
  }

  @Test
  void theSettingWinsOverTheRank() {
    Map<String, String> settings =
        Map.of("rollcall.launcher-port", "1", "rollcall.node-id", "ip-10-0-0-3");

    assertEquals(Optional.of("ip-10-0-0-3"), THREE.withSettings(settings).self());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DSTACK_NODE_RANK     | 3   | DSTACK_NODE_RANK: expected a whole number (0-2), found '3'",
        "DSTACK_NODE_RANK     | -1  | DSTACK_NODE_RANK: expected a whole number (0-2), found '-1'",
        "DSTACK_NODE_RANK     | one | DSTACK_NODE_RANK: expected a whole number (0-2), found 'one'",
        "DSTACK_NODE_RANK     | 99999999999999999999 | DSTACK_NODE_RANK: expected a whole number (0-2), found '99999999999999999999'",
        "DSTACK_NODES_NUM     | 4   | DSTACK_NODES_NUM: is 4, but DSTACK_NODES_IPS lists 3",
        "DSTACK_GPUS_PER_NODE | 2.5 | DSTACK_GPUS_PER_NODE: expected a whole number (0-1024), found '2.5'",
        "DSTACK_NODES_IPS     | a b | DSTACK_NODES_IPS[0]: 'a b' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
      })
  void badValuesAreNamed(String variable, String value, String expected) {
    assertEquals(expected, THREE.with(variable, value).problems().get(0));
  }

  @Test
  void aBlankEntryKeepsItsRank() {
    assertEquals(
        List.of("DSTACK_NODES_IPS: rank 1 is blank; expected an IP address"),
        THREE.with("DSTACK_NODES_IPS", "10.0.0.1\n\n10.0.0.3").problems());
    assertEquals(
        List.of("DSTACK_NODES_IPS: rank 2 is blank; expected an IP address"),
        THREE.with("DSTACK_NODES_IPS", "10.0.0.1\n10.0.0.2\n").problems());
    assertEquals(
        List.of(
            "DSTACK_NODES_IPS: rank 0 is blank; expected an IP address",
            "DSTACK_NODES_IPS: rank 1 is blank; expected an IP address"),
        Launched.by("DSTACK_NODES_IPS", "\n\n10.0.0.3\n").problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " \n", "\r\n", " ", "\n\n", "\n \n"})
  void whatFollowsTheLastRankIsNotAnEntry(String rest) {
    assertEquals(3, THREE.with("DSTACK_NODES_IPS", ALL + rest).roster().members().size());
  }

  @Test
  void aLastNewlineIsNotAnEntryWithoutACountEither() {
    Launched two = Launched.by("DSTACK_NODES_IPS", "10.0.0.1\n10.0.0.2\n");
    assertEquals(2, two.roster().members().size());
    assertEquals(
        List.of("DSTACK_NODES_IPS: rank 2 is blank; expected an IP address"),
        Launched.by("DSTACK_NODES_IPS", "10.0.0.1\n10.0.0.2\n\n").problems());
  }

  @Test
  void anIpThatIsThereTwiceIsRefused() {
    assertEquals(
        List.of(
            "DSTACK_NODES_IPS[2]: address 10.0.0.1:50051 is already used at DSTACK_NODES_IPS[0]"),
        THREE.with("DSTACK_NODES_IPS", "10.0.0.1\n10.0.0.2\n10.0.0.1").problems());
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertEquals(
        List.of(
            "DSTACK_NODES_IPS: rank 1 is blank; expected an IP address",
            "DSTACK_NODES_IPS[0]: '10.0.0.256' is not an IPv4 address (four numbers from 0 to 255)",
            "DSTACK_NODES_NUM: is 3, but DSTACK_NODES_IPS lists 2",
            "DSTACK_NODE_RANK: expected a whole number (0-1), found 'x'"),
        THREE.with("DSTACK_NODES_IPS", "10.0.0.256\n").with("DSTACK_NODE_RANK", "x").problems());
  }
}

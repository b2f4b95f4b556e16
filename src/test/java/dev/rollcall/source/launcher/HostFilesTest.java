package dev.rollcall.source.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open MPI and PBS. */
class HostFilesTest {

  private static final Launched MPI =
      Launched.by("OMPI_MCA_orte_default_hostfile", "/etc/hosts.mpi");
  private static final Launched PBS = Launched.by("PBS_NODEFILE", "/var/spool/7");

  @Test
  void anOpenMpiHostfileGivesSlots() {
    Launched launched =
        MPI.withFile(
            "/etc/hosts.mpi",
            "# the cluster\n\nnode1 slots=4 max_slots=8\r\n  node2 # no slots\nfd00::1 slots=2");

    assertEquals("launcher:openmpi", launched.accepted().source());
    assertEquals(
        List.of("ip-fd00--1=[fd00::1]:50051", "node1=node1:50051", "node2=node2:50051"),
        launched.members());
    assertEquals(Map.of("slots", "4"), launched.member("node1").labels());
    assertEquals(Map.of(), launched.member("node2").labels());
    assertEquals(Optional.empty(), launched.self());
  }

  @Test
  void theFileThatDstackWritesIsRead() {
    Launched launched =
        Launched.by("DSTACK_MPI_HOSTFILE", "/h").withFile("/h", "10.0.0.1 slots=8\n10.0.0.2\n");

    assertEquals("launcher:openmpi", launched.accepted().source());
    assertEquals(Map.of("slots", "8"), launched.member("ip-10-0-0-1").labels());
  }

  @Test
  void theSettingSaysWhichEntryIsTheNodeItself() {
    Map<String, String> settings =
        Map.of("rollcall.launcher-port", "1", "rollcall.node-id", "node2");
    Launched launched = MPI.withFile("/etc/hosts.mpi", "node1\nnode2").withSettings(settings);

    assertEquals(Optional.of("node2"), launched.self());
  }

  @Test
  void theSlotsOfAHostThatIsThereAgainAddUp() {
    Launched launched =
        MPI.withFile("/etc/hosts.mpi", "node1 slots=4\nNODE1 slots=2\nnode2\nnode2");

    assertEquals(List.of("node1=node1:50051", "node2=node2:50051"), launched.members());
    assertEquals(Map.of("slots", "6"), launched.member("node1").labels());
  }

  @Test
  void openMpisWordForNoFileIsNoFile() {
    assertEquals(
        Optional.empty(),
        Launchers.detect(Launched.by("OMPI_MCA_orte_default_hostfile", "none").environment()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a\n  b cores=4'  | /etc/hosts.mpi:2:3: expected 'host slots=N max_slots=M', found 'cores=4'",
        "'a slots=x'       | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'slots=x'",
        "'a slots'         | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'slots'",
        "'a slots = 4'     | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'slots'",
        "'a\nb!'           | /etc/hosts.mpi:2:1: 'b!' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
        "'# nobody'        | OMPI_MCA_orte_default_hostfile: /etc/hosts.mpi has no hosts; expected one per line",
        "''                | OMPI_MCA_orte_default_hostfile: /etc/hosts.mpi has no hosts; expected one per line",
      })
  void badLinesAreToldWithTheirPlace(String text, String expected) {
    assertEquals(List.of(expected), MPI.withFile("/etc/hosts.mpi", text).problems());
  }

  @Test
  void aFileThatIsNotThereIsToldWithItsVariable() {
    assertEquals(List.of("PBS_NODEFILE: /var/spool/7: there is no such file"), PBS.problems());
    assertEquals(
        List.of("PBS_NODEFILE: the value is not a valid path"),
        Launched.by("PBS_NODEFILE", "a\0b").problems());
  }

  @Test
  void pbsRepeatsHostsInOrder() {
    Launched launched = PBS.withFile("/var/spool/7", "n2\nn2\nn1\nn1\n\nn2\n");

    assertEquals("launcher:pbs", launched.accepted().source());
    assertEquals(List.of("n1=n1:50051", "n2=n2:50051"), launched.members());
  }

  @Test
  void moreThanARosterHoldsAreRefused() {
    String text =
        IntStream.range(0, 200_000).mapToObj(i -> "n" + i).collect(Collectors.joining("\n"));

    assertEquals(
        List.of("PBS_NODEFILE: 65537 peers; expected at most 65536"),
        PBS.withFile("/var/spool/7", text).problems());
  }
}

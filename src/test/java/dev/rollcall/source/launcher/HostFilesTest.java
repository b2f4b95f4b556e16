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
    assertEquals(Map.of("slots", "2"), launched.member("node2").labels());
  }

  /** Each was given to mpirun 4.1.4, which counts these slots; -: none given. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'h slots = 4' | 4",
        "'h slots\t=4\f' | 4",
        "'user@h slots=4' | 4",
        "'user@h' | -",
        "'h cpu=2' | 2",
        "'h count=2' | 2",
        "'// comment\nh // another\n' | -",
        "'h#comment' | -",
        "'h slots=3//comment' | 3",
        "'/* a\n b **/ h slots=2' | 2",
        "'h /* a */' | -",
        "'h max_slots=3' | 3",
        "'h max-count = 3' | 3",
        "'h cpu_max=3 cpu=2' | 2",
        "'h slots=2 slots-max=3' | 2",
        "'h slots=0' | 0",
        "'h slots=0\nh' | 1",
        "'h username=joe port=22 slots=2' | 2",
        "'h foo 7 slots=2' | 2",
        "'h\nh\nh' | 3",
        "'h slots=2\nh' | 3",
        "'rank 0=h slot=0\nrank 1=user@h slot=0:1,2\n' | 2",
        "'rank 0 = h' | 1",
      })
  void whatOpenMpiReadsIsRead(String text, String slots) {
    Launched launched = MPI.withFile("/etc/hosts.mpi", text);

    assertEquals(List.of("h=h:50051"), launched.members());
    assertEquals(
        slots.equals("-") ? Map.of() : Map.of("slots", slots), launched.member("h").labels());
  }

  @Test
  void aHostMayBeLeftOut() {
    assertEquals(
        List.of("b=b:50051"), MPI.withFile("/etc/hosts.mpi", "a slots=2\nb\n^a\n").members());
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
        "'a slots ='       | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'slots='",
        "'a slots=\"2\"'  | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'slots=\"2\"'",
        "'a foo=7'         | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'foo=7'",
        "'a b.c'           | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'b.c'",
        "'a = 4'           | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found '='",
        "'a sockets=2'     | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'sockets=2'",
        "'slots=2'         | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'slots = 2'",
        "'a /* b */ slots=2' | /etc/hosts.mpi:1:11: expected 'host slots=N max_slots=M', found 'slots = 2'",
        "'rank 1 h'        | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'rank 1 h'",
        "'rank 1='         | /etc/hosts.mpi:1:1: expected 'host slots=N max_slots=M', found 'rank 1 ='",
        "'\"a\"'         | '/etc/hosts.mpi:1:1: ''\"a\"'' is not a host name (letters, digits, ''-'' and ''.''; labels of 1 to 63, at most 253 in all)'",
        "'a slots=4 max_slots=2' | /etc/hosts.mpi:1:1: 'max_slots=2' is less than its slots (4)",
        "'a slots=4 cpu=2' | /etc/hosts.mpi:1:1: the slots of 'a' are already given at /etc/hosts.mpi:1:1; expected them in one line",
        "'a slots=2\na slots=2' | /etc/hosts.mpi:2:1: the slots of 'a' are already given at /etc/hosts.mpi:1:1; expected them in one line",
        "'a\na slots=2'   | /etc/hosts.mpi:2:1: the slots of 'a' are already given at /etc/hosts.mpi:1:1; expected them in one line",
        "'+n0'             | /etc/hosts.mpi:1:1: '+n0' is a relative host, which needs an allocation; expected a host",
        "'10.0.0.1:8'      | /etc/hosts.mpi:1:1: '10.0.0.1:8' is the form of MPICH (host:processes); expected Open MPI's, '10.0.0.1 slots=8'",
        "'a\n h:8'        | /etc/hosts.mpi:2:2: 'h:8' is the form of MPICH (host:processes); expected Open MPI's, 'h slots=8'",
        "'[::1]:8'         | /etc/hosts.mpi:1:1: '[::1]:8' is the form of MPICH (host:processes); expected Open MPI's, '::1 slots=8'",
        "'^a\na'          | OMPI_MCA_orte_default_hostfile: /etc/hosts.mpi has no hosts; expected one per line",
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
  void aPortInPbsFileIsQuotedAsWritten() {
    assertEquals(
        List.of(
            "/var/spool/7:2:1: expected a host without a port, found 'n1:8'; the port of all nodes"
                + " is rollcall.launcher-port"),
        PBS.withFile("/var/spool/7", "n2\nn1:8").problems());
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

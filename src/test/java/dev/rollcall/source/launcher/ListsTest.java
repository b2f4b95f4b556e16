package dev.rollcall.source.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Azure Batch, Volcano and LSF: lists in plain text. */
class ListsTest {

  @Test
  void azureBatchListsIps() {
    Launched launched = Launched.by("AZ_BATCH_HOST_LIST", "10.0.0.4,10.0.0.5");

    assertEquals("launcher:azure-batch", launched.accepted().source());
    assertEquals(
        List.of("ip-10-0-0-4=10.0.0.4:50051", "ip-10-0-0-5=10.0.0.5:50051"), launched.members());
    assertEquals(Optional.empty(), launched.self());
  }

  @Test
  void volcanoListsThePodsOfEachTask() {
    Launched launched =
        Launched.by(
            "VC_PS_HOSTS", "job-ps-0.job",
            "VC_PS_NUM", "1",
            "VC_BIG_WORKER_HOSTS", "job-big-worker-0.job,job-big-worker-1.job",
            "VC_BIG_WORKER_NUM", "2",
            "VC_TASK_INDEX", "1");

    assertEquals("launcher:volcano", launched.accepted().source());
    assertEquals(3, launched.roster().members().size());
    assertEquals(
        Map.of("task", "big_worker", "index", "1"),
        launched.member("job-big-worker-1.job").labels());
    assertEquals(Optional.empty(), launched.self(), "the index alone does not identify the task");
    assertEquals(
        Optional.of("job-big-worker-1.job"), launched.with("HOSTNAME", "job-big-worker-1").self());
  }

  @Test
  void withOneTaskVolcanosIndexIsEnough() {
    Launched launched = Launched.by("VC_W_HOSTS", "j-w-0.j,j-w-1.j", "VC_TASK_INDEX", "1");

    assertEquals(Optional.of("j-w-1.j"), launched.self());
    assertEquals(Optional.of("j-w-1.j"), launched.with("HOSTNAME", "j-w").self());
  }

  @Test
  void lsfListsHostsWithTheirSlots() {
    Launched launched = Launched.by("LSB_MCPU_HOSTS", "hA 2 hB 4 ", "LSB_HOSTS", "other");

    assertEquals("launcher:lsf", launched.accepted().source());
    assertEquals(List.of("hA=ha:50051", "hB=hb:50051"), launched.members());
    assertEquals(Map.of("slots", "4"), launched.member("hB").labels());
  }

  @Test
  void lsfsOlderListRepeatsHosts() {
    Launched launched = Launched.by("LSB_HOSTS", "hA hA hB hA");

    assertEquals(List.of("hA=ha:50051", "hB=hb:50051"), launched.members());
    assertEquals(Map.of("slots", "3"), launched.member("hA").labels());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AZ_BATCH_HOST_LIST | 10.0.0.4,10.0.0.5,",
        "AZ_BATCH_HOST_LIST | '10.0.0.4, 10.0.0.5 , '",
        "SKYPILOT_NODE_IPS | '10.0.0.4\n10.0.0.5\n'",
        "VC_W_HOSTS | 'a,b,'",
        "VC_W_HOSTS | 'a,b '",
        "SLURM_JOB_NODELIST | 'a,b,'",
        "SLURM_JOB_NODELIST | 'a[1-2], '",
        "LSB_HOSTS | 'a b '",
      })
  void aLastSeparatorEndsTheList(String variable, String value) {
    assertEquals(2, Launched.by(variable, value).roster().members().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AZ_BATCH_HOST_LIST | 10.0.0.4,,10.0.0.5 | AZ_BATCH_HOST_LIST: entry 1 is blank; expected an IP address",
        "AZ_BATCH_HOST_LIST | 10.0.0.4,10.0.0.4 | AZ_BATCH_HOST_LIST[1]: address 10.0.0.4:50051 is already used at AZ_BATCH_HOST_LIST[0]",
        "AZ_BATCH_HOST_LIST | 10.0.0.4:22 | AZ_BATCH_HOST_LIST[0]: expected a host without a port, found '10.0.0.4:22'; the port of all nodes is rollcall.launcher-port",
        "VC_W_HOSTS | 'a, ,' | VC_W_HOSTS: entry 1 is blank; expected a host name",
        "VC_W_HOSTS | , | VC_W_HOSTS: entry 0 is blank; expected a host name",
        "AZ_BATCH_HOST_LIST | ',10.0.0.4' | AZ_BATCH_HOST_LIST: entry 0 is blank; expected an IP address",
        "LSB_MCPU_HOSTS | hA 2 hB | LSB_MCPU_HOSTS[1]: expected the number of slots after 'hB', found ''",
        "LSB_MCPU_HOSTS | hA hB | LSB_MCPU_HOSTS[0]: expected the number of slots after 'hA', found 'hB'",
        "LSB_MCPU_HOSTS | hA 1 hA 2 | LSB_MCPU_HOSTS[1]: id 'hA' is already used at LSB_MCPU_HOSTS[0]",
      })
  void badValuesAreNamed(String variable, String value, String expected) {
    assertEquals(expected, Launched.by(variable, value).problems().get(0));
  }

  @Test
  void volcanosCountsAreHeldAgainstTheLists() {
    assertEquals(
        List.of(
            "VC_TASK_INDEX: expected a whole number (0-1), found '2'",
            "VC_W_NUM: is 3, but VC_W_HOSTS lists 2"),
        Launched.by("VC_W_HOSTS", "a,b", "VC_W_NUM", "3", "VC_TASK_INDEX", "2").problems());
  }
}

package dev.rollcall.source.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchersTest {

  private static final Launched BOTH =
      Launched.by("SLURM_JOB_NODELIST", "a,b", "DSTACK_NODES_IPS", "10.0.0.1");

  @Test
  void autoPrefersInAFixedOrder() {
    assertEquals(Optional.of("dstack"), Launchers.detect(BOTH.environment()));
    assertEquals("launcher:dstack", BOTH.accepted().source());
  }

  @Test
  void oneThatIsNamedCounts() {
    Map<String, String> settings =
        Map.of("rollcall.launcher", "slurm", "rollcall.launcher-port", "1");

    assertEquals("launcher:slurm", BOTH.withSettings(settings).accepted().source());
  }

  @ParameterizedTest
  @CsvSource({
    "SLURM_JOB_ID,7",
    "SLURM_NODEID,0",
    "SLURM_JOB_NODELIST,''",
    "DSTACK_NODE_RANK,0",
    "DSTACK_NODES_NUM,1",
    "SKYPILOT_NUM_NODES,1",
    "SM_CURRENT_HOST,algo-1",
    "VC_TASK_INDEX,0",
    "VC__HOSTS,a",
    "VC_HOSTS,a",
    "HOSTNAME,a",
    "PBS_JOBID,7",
    "LSB_JOBID,7",
    "MASTER_ADDR,10.0.0.1",
    "DSTACK_NODES_IPS,' \n'",
    "AZ_BATCH_HOST_LIST,' '",
    "SLURM_JOB_NODELIST,' '",
    "PBS_NODEFILE,' '",
    "LSB_MCPU_HOSTS,' '",
    "LSB_HOSTS,' '",
    "VC_W_HOSTS,' '",
    "DSTACK_MPI_HOSTFILE,' '",
    "SM_HOSTS,' '",
    "SM_HOSTS,[]",
    "SM_HOSTS,{}",
    "SM_HOSTS,null",
    "TF_CONFIG,' '",
    "TF_CONFIG,{}",
    "TF_CONFIG,[]",
    "TF_CONFIG,null",
    "TF_CONFIG,'{\"cluster\":{},\"task\":{}}'",
    "TF_CONFIG,'{\"cluster\":null}'",
    "TF_CONFIG,'{\"cluster\":[]}'",
    "TF_CONFIG,'{\"cluster\":{\"worker\":[],\"ps\":{},\"chief\":null}}'",
    "TF_CONFIG,'{\"task\":{\"type\":\"worker\",\"index\":0}}'",
  })
  void variablesThatListNoNodesAreNoLauncher(String variable, String value) {
    assertEquals(Optional.empty(), Launchers.detect(Launched.by(variable, value).environment()));
  }

  @ParameterizedTest
  @CsvSource({
    "SM_HOSTS,[",
    "SM_HOSTS,1",
    "TF_CONFIG,x",
    "TF_CONFIG,1",
    "TF_CONFIG,'{\"cluster\":{\"w\":1}}'",
  })
  void variablesThatAreInvalidAreALauncher(String variable, String value) {
    assertTrue(Launchers.detect(Launched.by(variable, value).environment()).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slrum | rollcall.launcher: unknown launcher 'slrum'; did you mean 'slurm'?",
        "SLURM | rollcall.launcher: unknown launcher 'SLURM'; did you mean 'slurm'?",
        "ray | rollcall.launcher: unknown launcher 'ray'; expected auto, dstack, skypilot, slurm, sagemaker, volcano, tensorflow, azure-batch, pbs, lsf, openmpi",
        "pbs | rollcall.launcher: 'pbs' is selected, but its variables are not set; expected PBS_NODEFILE",
        "lsf | rollcall.launcher: 'lsf' is selected, but its variables are not set; expected LSB_MCPU_HOSTS or LSB_HOSTS",
        "volcano | rollcall.launcher: 'volcano' is selected, but its variables are not set; expected VC_<TASK>_HOSTS",
      })
  void aLauncherThatCannotBeIsRefused(String name, String expected) {
    assertEquals(
        List.of(expected), BOTH.withSettings(Map.of("rollcall.launcher", name)).problems());
  }

  @Test
  void autoWithoutAnyNamesThemAll() {
    String problem =
        Launched.by().withSettings(Map.of("rollcall.launcher", "auto")).problems().get(0);

    assertTrue(
        problem.startsWith(
            "rollcall.launcher: no launcher set a list of nodes in the environment; expected"
                + " DSTACK_NODES_IPS, SKYPILOT_NODE_IPS, SLURM_JOB_NODELIST, SM_HOSTS,"),
        problem);
  }

  @Test
  void aMissingPortIsToldWithAllElse() {
    assertEquals(
        List.of(
            "DSTACK_NODES_IPS: rank 1 is blank; expected an IP address",
            "rollcall.launcher-port: is not set, and dstack lists hosts without ports; expected the"
                + " port that is checked on every node (1-65535)"),
        Launched.by("DSTACK_NODES_IPS", "10.0.0.1\n\n")
            .withSettings(Map.of("rollcall.launcher", "dstack"))
            .problems());
  }

  @Test
  void aNodeIdThatIsNotThereIsToldWithThoseThatAre() {
    Map<String, String> settings =
        Map.of(
            "rollcall.launcher", "slurm",
            "rollcall.launcher-port", "1",
            "rollcall.node-id", "c");

    assertEquals(
        List.of("rollcall.node-id: no peer has the id 'c'; the roster has a, b"),
        BOTH.withSettings(settings).problems());
  }
}

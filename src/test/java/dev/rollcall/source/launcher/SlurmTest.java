package dev.rollcall.source.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlurmTest {

  private static final Launched JOB =
      Launched.by(
          "SLURM_JOB_ID", "7",
          "SLURM_JOB_NODELIST", "tux[1-2],alpha",
          "SLURM_JOB_NUM_NODES", "3",
          "SLURM_NODEID", "1");

  @Test
  void namesAreTheirOwnIds() {
    assertEquals("launcher:slurm", JOB.accepted().source());
    assertEquals(List.of("alpha=alpha:50051", "tux1=tux1:50051", "tux2=tux2:50051"), JOB.members());
    assertEquals(Map.of("rank", "2"), JOB.member("alpha").labels());
  }

  @Test
  void theNodeKnowsItselfByNameOrElseByIndex() {
    assertEquals(Optional.of("tux2"), JOB.self());
    assertEquals(Optional.of("alpha"), JOB.with("SLURMD_NODENAME", "alpha").self());
    assertEquals(Optional.empty(), Launched.by("SLURM_JOB_NODELIST", "a,b").self());
  }

  @Test
  void theOlderNameOfTheListCountsToo() {
    assertEquals(List.of("a1=a1:50051"), Launched.by("SLURM_NODELIST", "a1").members());
  }

  @Test
  void aHostThatIsThereAgainIsOneNode() {
    Launched again = JOB.with("SLURM_JOB_NODELIST", "tux[2,1-2],alpha");

    assertEquals(3, again.roster().members().size());
    assertEquals(Map.of("rank", "0"), again.member("tux2").labels());
    assertEquals(Optional.of("tux1"), again.self());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SLURM_JOB_NUM_NODES | 4 | SLURM_JOB_NUM_NODES: is 4, but SLURM_JOB_NODELIST lists 3",
        "SLURM_NODEID | 3 | SLURM_NODEID: expected a whole number (0-2), found '3'",
        "SLURMD_NODENAME | tux9 | SLURMD_NODENAME: 'tux9' is not one of the 3 nodes in SLURM_JOB_NODELIST",
        "SLURM_JOB_NODELIST | tux[2-1] | SLURM_JOB_NODELIST: 'tux[2-1]' is not a host list: character 5: expected a number or a range such as 0-15 between brackets, found '2-1'",
        "SLURM_JOB_NODELIST | tux[0-65536] | SLURM_JOB_NODELIST: 'tux[0-65536]' stands for more than 65536 hosts",
        "SLURM_JOB_NODELIST | a,b!,c | SLURM_JOB_NODELIST[1]: 'b!' is not a host name (letters, digits, '-' and '.'; labels of 1 to 63, at most 253 in all)",
      })
  void badValuesAreNamed(String variable, String value, String expected) {
    assertEquals(List.of(expected), JOB.with(variable, value).problems());
  }

  @Test
  void asManyAsTheRosterHoldsAreListed() {
    Launched most = Launched.by("SLURM_JOB_NODELIST", "tux[00000-65535]");

    assertEquals(65_536, most.roster().members().size());
  }
}

package dev.rollcall.source.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SageMaker and TensorFlow. */
class JsonVariablesTest {

  private static final String TASKS =
      """
      {"cluster":{"chief":["h0:2222"],"worker":["h1:2222","h1:2223"],"ps":[]},
       "task":{"type":"worker","index":1},"environment":"cloud"}
      """;

  private static final Launched TF =
      Launched.by("TF_CONFIG", TASKS).withSettings(Map.of("rollcall.launcher", "tensorflow"));

  private static final Launched SM =
      Launched.by("SM_HOSTS", "[\"algo-1\",\"algo-2\"]", "SM_CURRENT_HOST", "algo-2");

  @Test
  void sageMakerNamesTheNodeItself() {
    assertEquals("launcher:sagemaker", SM.accepted().source());
    assertEquals(List.of("algo-1=algo-1:50051", "algo-2=algo-2:50051"), SM.members());
    assertEquals(Optional.of("algo-2"), SM.self());
  }

  @Test
  void tensorFlowsTasksHavePortsAndShareHosts() {
    assertEquals("launcher:tensorflow", TF.accepted().source());
    assertEquals(List.of("chief-0=h0:2222", "worker-0=h1:2222", "worker-1=h1:2223"), TF.members());
    assertEquals(Optional.of("worker-1"), TF.self());
    assertEquals(Map.of("task", "worker", "index", "0"), TF.member("worker-0").labels());
  }

  @Test
  void anEvaluatorAndOneWithoutATaskOnlyObserve() {
    assertEquals(
        Optional.empty(),
        TF.with("TF_CONFIG", TASKS.replace("\"worker\",\"index\":1", "\"evaluator\",\"index\":0"))
            .self());
    assertEquals(Optional.empty(), TF.with("TF_CONFIG", "{\"cluster\":{\"a\":[\"h:1\"]}}").self());
  }

  @Test
  void anIndexInQuotesCounts() {
    assertEquals(
        Optional.of("worker-0"),
        TF.with("TF_CONFIG", TASKS.replace("\"index\":1", "\"index\":\"0\"")).self());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ps\":[\"p:1\"],\"worker\":{\"1\":\"h:2\"}} | ps-0=p:1 worker-1=h:2",
        "{\"worker\":{\"1\":\"h:2\",\"0\":\"h:1\"}} | worker-0=h:1 worker-1=h:2",
        "{\"ps\":{},\"worker\":{\" 01\":\"h:2\"}} | worker-1=h:2",
      })
  void tensorFlowsSparseFormIsAMappingByIndex(String cluster, String members) {
    Launched launched =
        TF.with(
            "TF_CONFIG",
            "{\"cluster\":%s,\"task\":{\"type\":\"worker\",\"index\":1}}".formatted(cluster));

    assertEquals(List.of(members.split(" ")), launched.members());
    assertEquals(Optional.of("worker-1"), launched.self());
    assertEquals(Map.of("task", "worker", "index", "1"), launched.member("worker-1").labels());
  }

  @Test
  void aTaskOfWhichNothingIsKnownOnlyObserves() {
    for (String task : List.of("{}", "null")) {
      assertEquals(
          Optional.empty(),
          TF.with("TF_CONFIG", "{\"cluster\":{\"w\":[\"h:1\"]},\"task\":%s}".formatted(task))
              .self());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"a\",\"\"] | SM_HOSTS: entry 1 is blank; expected a host name",
        "[\"a\",1] | SM_HOSTS: entry 1: expected a host name, found text '1'",
        "[\"a\",[\"b\"]] | SM_HOSTS: entry 1: expected a host name, found a list",
        "[\"a\",null] | SM_HOSTS: entry 1: expected a host name, found nothing",
        "[] | SM_HOSTS: the list is empty; expected one peer or more",
        "{} | SM_HOSTS: expected a JSON list such as [\"algo-1\",\"algo-2\"], found a mapping",
        "[\"a\"] x | SM_HOSTS: is not valid JSON at character 7 ('x'); expected a JSON list such as [\"algo-1\",\"algo-2\"]",
        "[\"a\"] [] | SM_HOSTS: has more after the JSON; expected a JSON list such as [\"algo-1\",\"algo-2\"]",
      })
  void badListsAreNamed(String value, String expected) {
    Map<String, String> settings =
        Map.of("rollcall.launcher", "sagemaker", "rollcall.launcher-port", "50051");

    assertEquals(
        List.of(expected), Launched.by("SM_HOSTS", value).withSettings(settings).problems());
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() {
    assertEquals(
        List.of(
            "SM_HOSTS[1]: id 'a' is already used at SM_HOSTS[0]",
            "SM_HOSTS[1]: address a:50051 is already used at SM_HOSTS[0]"),
        Launched.by("SM_HOSTS", "[\"a\",\"a\"]").problems());
  }

  @Test
  void whatIsNoJsonIsToldWithItsPlace() {
    List<String> problems = Launched.by("SM_HOSTS", "['a']").problems();

    assertEquals(1, problems.size());
    assertTrue(
        problems.get(0).startsWith("SM_HOSTS: is not valid JSON at character 2"), problems.get(0));
  }

  @Test
  void theNodeItselfMustBeInTheList() {
    assertEquals(
        List.of("SM_CURRENT_HOST: 'algo-3' is not one of the 2 hosts in SM_HOSTS"),
        SM.with("SM_CURRENT_HOST", "algo-3").problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cluster\":{\"w\":[\"h\"]}} | TF_CONFIG.cluster.w[0]: 'h' has no port; expected host:port, such as 192.168.1.10:50051",
        "{\"cluster\":{\"w\":[\"h:1\",\"\"]}} | TF_CONFIG.cluster.w[1]: expected host:port, found text ''",
        "{\"cluster\":{\"w\":[\"h:1\",null]}} | TF_CONFIG.cluster.w[1]: expected host:port, found nothing",
        "{\"cluster\":{\"w\":\"h:1\"}} | TF_CONFIG: cluster.w: expected a list of host:port, found text 'h:1'",
        "{\"cluster\":{\"w\":[\"h:1\",\"h:1\"]}} | TF_CONFIG.cluster.w[1]: address h:1 is already used at TF_CONFIG.cluster.w[0]",
        "{\"cluster\":{\"w\":[\"h:1\"]},\"task\":{\"type\":\"w\",\"index\":1}} | TF_CONFIG: task is 'w-1', which is not one of the 1 tasks of the cluster",
        "{\"cluster\":{\"w\":[\"h:1\"]},\"task\":{\"type\":\"w\"}} | TF_CONFIG: task is 'w-?', which is not one of the 1 tasks of the cluster",
        "{\"cluster\":{\"w\":[\"h:1\"]},\"cluster\":{\"w\":[\"h:1\"]}} | TF_CONFIG: key 'cluster' is used twice",
        "{\"cluster\":{\"w\":{\"x\":\"h:1\"}}} | TF_CONFIG: cluster.w: expected the index of a task, such as 0, found 'x'",
        "{\"cluster\":{\"w\":{\"-1\":\"h:1\"}}} | TF_CONFIG: cluster.w: expected the index of a task, such as 0, found '-1'",
        "{\"cluster\":{\"w\":{\"1\":[\"h:1\"]}}} | TF_CONFIG.cluster.w[1]: expected host:port, found a list",
        "{\"cluster\":{}} | TF_CONFIG: the list is empty; expected one peer or more",
      })
  void badTasksAreNamed(String value, String expected) {
    assertEquals(List.of(expected), TF.with("TF_CONFIG", value).problems());
  }

  @Test
  void aClusterIsNeeded() {
    for (String value : List.of("[]", "{}", "1", "null", "{\"cluster\":[]}")) {
      String problem = TF.with("TF_CONFIG", value).problems().get(0);

      assertTrue(problem.startsWith("TF_CONFIG: has no 'cluster' with the tasks"), problem);
    }
  }

  @Test
  void hostileJsonIsRefused() {
    assertEquals(
        List.of("SM_HOSTS: is nested too deeply (at most 20 levels)"),
        Launched.by("SM_HOSTS", "[".repeat(65_536)).problems());
    for (String value :
        List.of(
            "{\"a\":".repeat(10_000), "\"".repeat(9), "[\"\\ud800\"]", "1e", "9".repeat(65_536))) {
      assertEquals(1, Launched.by("SM_HOSTS", value).problems().size(), value.substring(0, 2));
    }
  }
}

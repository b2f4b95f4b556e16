package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Reads the pods of a Volcano job (plugins svc and env): for each task the names of its pods. */
final class Volcano implements Launcher {

  private static final String PREFIX = "VC_";
  private static final String HOSTS = "_HOSTS";
  private static final String COUNT = "_NUM";
  private static final String INDEX = "VC_TASK_INDEX";
  private static final String OWN_NAME = "HOSTNAME";

  @Override
  public String name() {
    return "volcano";
  }

  @Override
  public String variables() {
    return PREFIX + "<TASK>" + HOSTS;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return !tasks(environment).isEmpty();
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    List<String> tasks = tasks(variables.environment());
    List<LaunchedNode> nodes = new ArrayList<>();
    for (String task : tasks) {
      nodes.addAll(pods(variables, task));
    }
    LaunchedNodes all =
        new LaunchedNodes(
            new SourceLocation.OfName(PREFIX + tasks.get(0) + HOSTS), nodes, OptionalInt.empty());
    Optional<String> name = variables.get(OWN_NAME);
    OptionalInt byName = name.isPresent() ? podNamed(name.get(), all) : OptionalInt.empty();
    // The index counts within a task, so it identifies the pod only if there is one task.
    boolean byIndex = byName.isEmpty() && tasks.size() == 1;
    return all.withSelf(byIndex ? variables.rank(INDEX, all) : byName);
  }

  private static List<String> tasks(Environment environment) {
    return environment.variables().keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && name.endsWith(HOSTS) && environment.has(name))
        .filter(name -> name.length() > PREFIX.length() + HOSTS.length())
        .map(name -> name.substring(PREFIX.length(), name.length() - HOSTS.length()))
        .sorted()
        .toList();
  }

  private static List<LaunchedNode> pods(VariableReader variables, String task) {
    String list = PREFIX + task + HOSTS;
    String counter = PREFIX + task + COUNT;
    List<LaunchedNode> pods =
        HostListSplitter.split(variables, list, ',', Optional.of(counter), "entry", "a host name")
            .nodes();
    variables.requireCount(counter, pods.size(), list);
    return IntStream.range(0, pods.size())
        .mapToObj(
            i ->
                pods.get(i)
                    .withLabel("task", task.toLowerCase(Locale.ROOT))
                    .withLabel("index", Integer.toString(i)))
        .toList();
  }

  /** A pod's host name is the first label of its name in the list. */
  private static OptionalInt podNamed(String hostname, LaunchedNodes nodes) {
    return IntStream.range(0, nodes.nodes().size())
        .filter(i -> (nodes.nodes().get(i).host() + ".").startsWith(hostname + "."))
        .findFirst();
  }
}

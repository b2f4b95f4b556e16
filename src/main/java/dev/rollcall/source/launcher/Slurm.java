package dev.rollcall.source.launcher;

import dev.rollcall.source.launcher.hostlist.HostList;
import dev.rollcall.source.launcher.hostlist.MalformedHostListException;
import dev.rollcall.text.PrintableText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the nodes of a Slurm job: a compressed list of host names. */
final class Slurm implements Launcher {

  private static final String LIST = "SLURM_JOB_NODELIST";
  private static final String OLDER_LIST = "SLURM_NODELIST";
  private static final String COUNT = "SLURM_JOB_NUM_NODES";
  private static final String OWN_NAME = "SLURMD_NODENAME";
  private static final String OWN_INDEX = "SLURM_NODEID";

  @Override
  public String name() {
    return "slurm";
  }

  @Override
  public String variables() {
    return LIST;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(LIST) || environment.has(OLDER_LIST);
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    String list = variables.environment().has(LIST) ? LIST : OLDER_LIST;
    // A repeated host is still one node.
    List<String> hosts = expand(variables, list).stream().distinct().toList();
    LaunchedNodes nodes =
        HostListSplitter.of(variables, list, hosts, "node", "a host name").ranked();
    if (hosts.isEmpty()) {
      return nodes;
    }
    variables.requireCount(COUNT, hosts.size(), list);
    return nodes.withSelf(self(variables, list, nodes));
  }

  private static List<String> expand(VariableReader variables, String list) {
    try {
      return HostList.expand(variables.get(list).orElse("").strip());
    } catch (MalformedHostListException e) {
      variables.reject(list, e.message());
      return List.of();
    }
  }

  private static OptionalInt self(VariableReader variables, String list, LaunchedNodes nodes) {
    Optional<String> name = variables.get(OWN_NAME);
    if (name.isEmpty()) {
      return variables.rank(OWN_INDEX, nodes);
    }
    OptionalInt index = nodes.indexOf(name.get());
    if (index.isEmpty()) {
      variables.reject(
          OWN_NAME,
          "'%s' is not one of the %d nodes in %s"
              .formatted(PrintableText.printable(name.get()), nodes.nodes().size(), list));
    }
    return index;
  }
}

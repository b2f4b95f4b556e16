package dev.rollcall.cli.client.format;

import dev.rollcall.v1.Peer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The nodes of a job as dstack tells them to it. A node's number is its place in the list.
 *
 * @param ips one for each node
 * @param gpus of each node
 * @param rank of the node itself; absent: it is none of them
 * @see <a href="https://dstack.ai/docs/concepts/tasks#distributed-tasks">dstack's variables</a>
 */
public record JobVariables(List<String> ips, List<Integer> gpus, OptionalInt rank) {

  /** How dstack's variables begin. */
  public static final String DSTACK = "DSTACK";

  /**
   * The nodes of a job, of which this one may be one.
   *
   * @param nodes in their order
   * @param self the id of the node itself
   * @param ip finds a node's IP
   */
  public static JobVariables of(
      List<Peer> nodes, Optional<String> self, Function<Peer, String> ip) {
    return new JobVariables(
        nodes.stream().map(ip).toList(),
        nodes.stream().map(JobVariables::gpus).toList(),
        self.map(id -> rank(nodes, id)).orElse(OptionalInt.empty()));
  }

  private static OptionalInt rank(List<Peer> nodes, String id) {
    return IntStream.range(0, nodes.size())
        .filter(i -> nodes.get(i).getId().equals(id))
        .findFirst();
  }

  /** How many GPUs a peer has. One that has any, and does not say how many, has one. */
  static int gpus(Peer peer) {
    if (peer.getCapabilities().hasGpuCount()) {
      return peer.getCapabilities().getGpuCount();
    }
    return peer.getCapabilities().getGpu() ? 1 : 0;
  }

  /**
   * The variables. What only the node itself knows is left out where it is none of the nodes.
   *
   * @param prefix how their names begin, such as {@value #DSTACK}
   */
  public Map<String, String> variables(String prefix) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(prefix + "_NODES_IPS", String.join("\n", ips));
    variables.put(prefix + "_NODES_NUM", String.valueOf(ips.size()));
    rank.ifPresent(number -> variables.put(prefix + "_NODE_RANK", String.valueOf(number)));
    ips.stream().findFirst().ifPresent(ip -> variables.put(prefix + "_MASTER_NODE_IP", ip));
    rank.ifPresent(
        number -> variables.put(prefix + "_GPUS_PER_NODE", String.valueOf(gpus.get(number))));
    long all = gpus.stream().mapToLong(Integer::longValue).sum();
    variables.put(prefix + "_GPUS_NUM", String.valueOf(all));
    return variables;
  }

  /** The variables as lines of a POSIX shell. */
  List<String> exports(String prefix) {
    return variables(prefix).entrySet().stream()
        .map(variable -> "export %s='%s'".formatted(variable.getKey(), variable.getValue()))
        .toList();
  }
}

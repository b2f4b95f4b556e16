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
 * The environment variables by which dstack passes a distributed job its nodes.
 *
 * @param ips the IP address of each node
 * @param gpus the number of GPUs of each node
 * @param rank the position of this node in the list; absent if it is not in the list
 * @see <a href="https://dstack.ai/docs/concepts/tasks#distributed-tasks">dstack's variables</a>
 */
public record JobVariables(List<String> ips, List<Integer> gpus, OptionalInt rank) {

  /** The prefix of dstack's variables. */
  public static final String DSTACK = "DSTACK";

  /**
   * The variables of a job on these nodes.
   *
   * @param nodes in the order of their ranks
   * @param self the id of this node; absent if it is not part of the job
   * @param ip resolves the IP address of a node
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

  /** The number of GPUs of a peer; 1 if it has a GPU but no count. */
  static int gpus(Peer peer) {
    if (peer.getCapabilities().hasGpuCount()) {
      return peer.getCapabilities().getGpuCount();
    }
    return peer.getCapabilities().getGpu() ? 1 : 0;
  }

  /**
   * The variables; without those about this node if it is not part of the job.
   *
   * @param prefix of their names, such as {@value #DSTACK}
   */
  public Map<String, String> variables(String prefix) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(prefix + "_NODES_IPS", String.join("\n", ips));
    variables.put(prefix + "_NODES_NUM", String.valueOf(ips.size()));
    rank.ifPresent(number -> variables.put(prefix + "_NODE_RANK", String.valueOf(number)));
    ips.stream().findFirst().ifPresent(ip -> variables.put(prefix + "_MASTER_NODE_IP", ip));
    rank.ifPresent(
        number -> variables.put(prefix + "_GPUS_PER_NODE", String.valueOf(gpus.get(number))));
    long total = gpus.stream().mapToLong(Integer::longValue).sum();
    variables.put(prefix + "_GPUS_NUM", String.valueOf(total));
    return variables;
  }

  /** The variables as export commands of a POSIX shell. */
  List<String> exports(String prefix) {
    return variables(prefix).entrySet().stream()
        .map(variable -> "export %s='%s'".formatted(variable.getKey(), variable.getValue()))
        .toList();
  }
}

package dev.rollcall.source.launcher;

import dev.rollcall.peer.Capabilities;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the nodes of a dstack job: IPs in rank order, set once when the job starts. */
final class Dstack implements Launcher {

  private static final String IPS = "DSTACK_NODES_IPS";
  private static final String RANK = "DSTACK_NODE_RANK";
  private static final String COUNT = "DSTACK_NODES_NUM";
  private static final String OWN_GPUS = "DSTACK_GPUS_PER_NODE";
  private static final String ALL_GPUS = "DSTACK_GPUS_NUM";

  @Override
  public String name() {
    return "dstack";
  }

  @Override
  public String variables() {
    return IPS;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(IPS);
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    LaunchedNodes nodes =
        HostListSplitter.split(variables, IPS, '\n', Optional.of(COUNT), "rank", "an IP address")
            .ranked();
    variables.requireCount(COUNT, nodes.nodes().size(), IPS);
    OptionalInt gpus = gpus(variables, nodes);
    return nodes.withSelf(variables.rank(RANK, nodes)).map(node -> node.withGpus(gpus));
  }

  /**
   * The number of GPUs of each node. In spite of its name, the variable counts those of this node
   * alone. It is used for the others only if the total agrees; otherwise the nodes would derive
   * different rosters.
   */
  private static OptionalInt gpus(VariableReader variables, LaunchedNodes nodes) {
    OptionalInt own = variables.integer(OWN_GPUS, 0, Capabilities.MAX_GPU_COUNT);
    OptionalInt all = variables.integer(ALL_GPUS, 0, Integer.MAX_VALUE);
    boolean alike =
        own.isPresent()
            && all.isPresent()
            && all.getAsInt() == (long) own.getAsInt() * nodes.nodes().size();
    return alike ? own : OptionalInt.empty();
  }
}

package dev.rollcall.source.launcher;

import dev.rollcall.peer.Capabilities;
import java.util.OptionalInt;

/** dstack: IPs in rank order. It sets them once, when the job starts. */
final class Dstack implements Launcher {

  private static final String IPS = "DSTACK_NODES_IPS";
  private static final String RANK = "DSTACK_NODE_RANK";
  private static final String COUNT = "DSTACK_NODES_NUM";
  private static final String OWN_GPUS = "DSTACK_GPUS_PER_NODE";

  @Override
  public String name() {
    return "dstack";
  }

  @Override
  public String expected() {
    return IPS;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(IPS);
  }

  @Override
  public LaunchedNodes read(Variables variables) {
    LaunchedNodes nodes = Entries.split(variables, IPS, '\n', "rank", "an IP address").ranked();
    variables.requireCount(COUNT, nodes.nodes().size(), IPS);
    // In spite of its name it counts those of this node alone.
    OptionalInt gpus = variables.whole(OWN_GPUS, 0, Capabilities.MAX_GPU_COUNT);
    return nodes.withSelf(variables.rank(RANK, nodes)).eachSelf(node -> node.withGpus(gpus));
  }
}

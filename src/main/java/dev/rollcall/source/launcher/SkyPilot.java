package dev.rollcall.source.launcher;

import dev.rollcall.peer.Capabilities;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the nodes of a SkyPilot job: IPs in rank order. */
final class SkyPilot implements Launcher {

  private static final String IPS = "SKYPILOT_NODE_IPS";
  private static final String RANK = "SKYPILOT_NODE_RANK";
  private static final String COUNT = "SKYPILOT_NUM_NODES";
  private static final String GPUS = "SKYPILOT_NUM_GPUS_PER_NODE";

  @Override
  public String name() {
    return "skypilot";
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
    OptionalInt gpus = variables.integer(GPUS, 0, Capabilities.MAX_GPU_COUNT);
    return nodes.withSelf(variables.rank(RANK, nodes)).map(node -> node.withGpus(gpus));
  }
}

package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.connection.ServerOptions;
import dev.rollcall.cli.client.format.JobVariables;
import dev.rollcall.cli.client.format.PeerIpResolver;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.peer.PeerId;
import dev.rollcall.v1.GetTopologyRequest;
import dev.rollcall.v1.Node;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall exec}: waits for peers, then runs a command with them in its environment. */
@Command(
    name = "exec",
    description = {
      "Waits for the peers, then runs COMMAND with the list of nodes in its environment, in the"
          + " variables of dstack: DSTACK_NODES_IPS, _NODES_NUM, _NODE_RANK, _MASTER_NODE_IP,"
          + " _GPUS_PER_NODE and _GPUS_NUM. The list includes the node itself, so the Rollcall that"
          + " is queried must know its own entry (--node-id). The nodes are ordered by id, the same"
          + " on all of them; the first is the master. A peer with a GPU but without a gpu_count"
          + " counts as one GPU.",
      "Signals are forwarded to COMMAND, and its exit code is that of this command."
    },
    exitCodeListHeading = "%nExit codes, besides that of COMMAND:%n",
    exitCodeList = {
      "124:The timeout expired before enough peers matched.",
      "125:Rollcall did not answer, or does not know its own entry in the list.",
      "126:COMMAND cannot be run.",
      "127:COMMAND was not found."
    },
    footer = {
      "",
      "Examples:",
      "  rollcall exec --gpu --timeout 10m -- torchrun train.py",
      "  rollcall exec --prefix SKYPILOT -- env"
    })
public final class ExecCommand implements Callable<Integer> {

  private static final int TIMED_OUT = 124;
  private static final int FAILED = 125;

  private final Console console;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private WaitOptions wait = new WaitOptions();

  @Option(
      names = "--prefix",
      paramLabel = "NAME",
      description = "The prefix of the variable names. Default: DSTACK.")
  private String prefix = JobVariables.DSTACK;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command to run, after --, with its arguments.")
  private List<String> command = new ArrayList<>();

  /**
   * @param console prints errors and progress
   */
  public ExecCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    return ChildProcess.run(command, variables());
  }

  private Map<String, String> variables() throws InterruptedException {
    requireValidPrefix(prefix);
    try (ServerConnection connection = server.connect(console)) {
      List<Peer> nodes = new ArrayList<>(wait.await(connection, console, TIMED_OUT, FAILED));
      Peer self = self(connection);
      nodes.add(self);
      nodes.sort(Comparator.comparing(node -> new PeerId(node.getId())));
      return JobVariables.of(nodes, Optional.of(self.getId()), new PeerIpResolver())
          .variables(prefix);
    } catch (CommandFailedException e) {
      throw e.exitCode() == TIMED_OUT ? e : e.withExitCode(FAILED);
    }
  }

  private static Peer self(ServerConnection connection) {
    Topology topology =
        connection.call(stub -> stub.getTopology(GetTopologyRequest.getDefaultInstance()));
    return topology.getNodesList().stream()
        .filter(Node::getSelf)
        .map(Node::getPeer)
        .filter(peer -> !peer.getId().isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "%s does not know its own entry in the list, so this node has no rank; start it"
                            .formatted(connection.server().address())
                        + " with --node-id ID (rollcall.node-id)",
                    FAILED));
  }

  private static void requireValidPrefix(String prefix) {
    if (!prefix.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new CommandFailedException(
          "--prefix: '%s' is not a valid variable name; expected letters, digits and _"
              .formatted(prefix),
          FAILED);
    }
  }
}

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

/** Waits for peers, then runs a command that finds them in its environment. */
@Command(
    name = "exec",
    description = {
      "Waits for the peers, then runs COMMAND with the list of nodes in its environment, as dstack"
          + " would have put it there: DSTACK_NODES_IPS, _NODES_NUM, _NODE_RANK, _MASTER_NODE_IP,"
          + " _GPUS_PER_NODE and _GPUS_NUM. The node itself is one of them, so the Rollcall that is"
          + " asked has to know which entry it is (--node-id). The nodes are in the order of their"
          + " ids, which is the same on all of them; the first is the master. A peer that has a GPU"
          + " and does not say how many counts as one.",
      "Signals reach COMMAND, and its exit code becomes that of this one."
    },
    exitCodeListHeading = "%nExit codes, besides COMMAND's own:%n",
    exitCodeList = {
      "124:the time was over before enough peers matched",
      "125:Rollcall did not answer, or the node itself is not in its list",
      "126:COMMAND cannot be run",
      "127:there is no such COMMAND"
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
      description = "How the names of the variables begin (DSTACK).")
  private String prefix = JobVariables.DSTACK;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "What to run, after --, with its arguments.")
  private List<String> command = new ArrayList<>();

  /**
   * @param console where it prints
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
                    "%s does not know which peer it is itself, so this node has no rank; start it"
                            .formatted(connection.server().address())
                        + " with --node-id ID (rollcall.node-id)",
                    FAILED));
  }

  private static void requireValidPrefix(String prefix) {
    if (!prefix.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new CommandFailedException(
          "--prefix: '%s' cannot begin a variable's name; expected letters, digits and _"
              .formatted(prefix),
          FAILED);
    }
  }
}

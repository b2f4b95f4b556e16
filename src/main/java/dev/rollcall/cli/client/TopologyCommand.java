package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.connection.ServerOptions;
import dev.rollcall.cli.client.format.ResultWarnings;
import dev.rollcall.cli.client.format.TopologyPicture;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.process.ProcessSignals;
import dev.rollcall.v1.GetTopologyRequest;
import dev.rollcall.v1.Topology;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The cluster as this node sees it, drawn. */
@Command(
    name = "topology",
    description = {
      "Draws the node and its links to the peers, each with the round trip of the last check and what"
          + " the peer offers."
    },
    footer = {"", "Example:", "  rollcall topology --live"})
public final class TopologyCommand implements Callable<Integer> {

  private static final Duration REFRESH = Duration.ofSeconds(1);
  private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l";
  private static final String FORMER_SCREEN = "\u001b[?25h\u001b[?1049l";
  private static final String FROM_THE_TOP = "\u001b[H\u001b[J";

  private final Console console;

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--live",
      description = "Draw it again every second, until Ctrl-C. Needs a terminal.")
  private boolean live;

  /**
   * @param console where it prints
   */
  public TopologyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (ServerConnection connection = server.connect(console)) {
      Topology topology = topology(connection);
      if (live) {
        show(topology, connection);
      }
      console.write(new TopologyPicture(console.screen()).of(topology));
      ResultWarnings.of(topology.getObserver()).forEach(console::tell);
      return ExitCode.OK;
    }
  }

  private static Topology topology(ServerConnection connection) {
    return connection.ask(stub -> stub.getTopology(GetTopologyRequest.getDefaultInstance()));
  }

  private void show(Topology first, ServerConnection connection) throws InterruptedException {
    if (!console.screen().isTerminal()) {
      throw new CommandFailedException(
          "--live needs a terminal; 'rollcall watch' prints changes as lines", ExitCode.USAGE);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> console.leave(FORMER_SCREEN)));
    ProcessSignals.handle("WINCH", console::resized);
    console.write(OTHER_SCREEN);
    Topology last = first;
    String trouble = "";
    while (true) {
      console.write(FROM_THE_TOP + picture(last, trouble));
      Thread.sleep(REFRESH.toMillis());
      try {
        last = topology(connection);
        trouble = "";
      } catch (CommandFailedException e) {
        trouble = console.fitting("as it was; " + e.told().orElse("")) + "\n";
      }
    }
  }

  private String picture(Topology topology, String trouble) {
    List<String> warnings = ResultWarnings.of(topology.getObserver());
    int taken = warnings.size() + (trouble.isEmpty() ? 0 : 1);
    StringBuilder text = new StringBuilder(trouble);
    text.append(new TopologyPicture(console.screen()).fitting(topology, taken));
    warnings.forEach(warning -> text.append(console.fitting(warning)).append('\n'));
    return text.toString();
  }
}

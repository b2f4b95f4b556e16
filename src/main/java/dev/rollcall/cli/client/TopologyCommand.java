package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.connection.ServerOptions;
import dev.rollcall.cli.client.format.ObserverWarnings;
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
  private static final String ENTER_ALTERNATE_SCREEN = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE_ALTERNATE_SCREEN = "\u001b[?25h\u001b[?1049l";
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[J";

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
      Topology topology = fetch(connection);
      if (live) {
        redrawForever(topology, connection);
      }
      console.write(new TopologyPicture(console.screen()).render(topology));
      ObserverWarnings.of(topology.getObserver()).forEach(console::printError);
      return ExitCode.OK;
    }
  }

  private static Topology fetch(ServerConnection connection) {
    return connection.call(stub -> stub.getTopology(GetTopologyRequest.getDefaultInstance()));
  }

  private void redrawForever(Topology first, ServerConnection connection)
      throws InterruptedException {
    if (!console.screen().isTerminal()) {
      throw new CommandFailedException(
          "--live needs a terminal; 'rollcall watch' prints changes as lines", ExitCode.USAGE);
    }
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> console.writeOnExit(LEAVE_ALTERNATE_SCREEN)));
    ProcessSignals.handle("WINCH", console::refreshScreen);
    console.write(ENTER_ALTERNATE_SCREEN);
    Topology last = first;
    String trouble = "";
    while (true) {
      console.write(CLEAR_SCREEN + picture(last, trouble));
      Thread.sleep(REFRESH.toMillis());
      try {
        last = fetch(connection);
        trouble = "";
      } catch (CommandFailedException e) {
        trouble = console.truncate("as it was; " + e.userMessage().orElse("")) + "\n";
      }
    }
  }

  private String picture(Topology topology, String trouble) {
    List<String> warnings = ObserverWarnings.of(topology.getObserver());
    int taken = warnings.size() + (trouble.isEmpty() ? 0 : 1);
    StringBuilder text = new StringBuilder(trouble);
    text.append(new TopologyPicture(console.screen()).renderFitting(topology, taken));
    warnings.forEach(warning -> text.append(console.truncate(warning)).append('\n'));
    return text.toString();
  }
}

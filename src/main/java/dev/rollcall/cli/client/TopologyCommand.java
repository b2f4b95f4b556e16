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

/** {@code rollcall topology}: draws the cluster as the node sees it. */
@Command(
    name = "topology",
    description = {
      "Draws the node and its links to the peers, each with the round-trip time of the last check and"
          + " the capabilities of the peer."
    },
    footer = {"", "Example:", "  rollcall topology --live"})
public final class TopologyCommand implements Callable<Integer> {

  private static final Duration REFRESH = Duration.ofSeconds(1);
  private static final String ENTER_ALTERNATE_SCREEN = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE_ALTERNATE_SCREEN = "\u001b[?25h\u001b[?1049l";
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[J";

  private final Console console;

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--live", description = "Redraw every second until Ctrl-C; needs a terminal.")
  private boolean live;

  /**
   * @param console prints the drawing
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
    String error = "";
    while (true) {
      console.write(CLEAR_SCREEN + picture(last, error));
      Thread.sleep(REFRESH.toMillis());
      try {
        last = fetch(connection);
        error = "";
      } catch (CommandFailedException e) {
        error = console.truncate("last known state; " + e.userMessage().orElse("")) + "\n";
      }
    }
  }

  private String picture(Topology topology, String error) {
    List<String> warnings = ObserverWarnings.of(topology.getObserver());
    int reserved = warnings.size() + (error.isEmpty() ? 0 : 1);
    StringBuilder text = new StringBuilder(error);
    text.append(new TopologyPicture(console.screen()).renderFitting(topology, reserved));
    warnings.forEach(warning -> text.append(console.truncate(warning)).append('\n'));
    return text.toString();
  }
}

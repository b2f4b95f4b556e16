package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.FetchedPeers;
import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.connection.ServerOptions;
import dev.rollcall.cli.client.format.ListFormat;
import dev.rollcall.cli.client.format.ObserverWarnings;
import dev.rollcall.cli.terminal.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall list}: lists the peers and their status. */
@Command(
    name = "list",
    description = "Lists the peers, ordered by id, without the node itself.",
    footer = {
      "",
      "Examples:",
      "  rollcall list --status unhealthy,suspect",
      "  rollcall list --gpu --min-memory-gb 32 -o addresses",
      "  mpirun --hostfile <(rollcall list --status healthy -o hostfile) ./job"
    })
public final class ListCommand implements Runnable {

  private final Console console;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PeerFilterOptions peers = new PeerFilterOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = {
        "table (default), wide; json: a ListPeersResponse of the API; ids, addresses: one per line;"
            + " hostfile: for Open MPI; env: exports of variables such as DSTACK_NODES_IPS;"
            + " prometheus: targets for file_sd."
      })
  private ListFormat format = ListFormat.table;

  /**
   * @param console prints the list
   */
  public ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (ServerConnection connection = server.connect(console)) {
      FetchedPeers list = FetchedPeers.fetch(connection, peers.filter());
      format.print(list, console);
      ObserverWarnings.of(list.observer()).forEach(console::printError);
    }
  }
}

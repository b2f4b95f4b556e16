package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.connection.ServerOptions;
import dev.rollcall.cli.client.format.ListFormat;
import dev.rollcall.cli.client.format.ObserverWarnings;
import dev.rollcall.cli.client.format.PeerList;
import dev.rollcall.cli.terminal.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is in the cluster, and who answers. */
@Command(
    name = "list",
    description = "Lists the peers, by id. The node itself is not among them.",
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
        "table (the default), wide; json: a ListPeersResponse of the API; ids, addresses: one a"
            + " line; hostfile: Open MPI's; env: exports of variables such as DSTACK_NODES_IPS;"
            + " prometheus: as a file_sd file has them."
      })
  private ListFormat format = ListFormat.table;

  /**
   * @param console where it prints
   */
  public ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (ServerConnection connection = server.connect(console)) {
      PeerList answer = PeerList.fetch(connection, peers.filter());
      format.print(answer, console);
      ObserverWarnings.of(answer.observer()).forEach(console::printError);
    }
  }
}

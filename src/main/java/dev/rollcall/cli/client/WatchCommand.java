package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.ReconnectPolicy;
import dev.rollcall.cli.client.connection.ResumingPeerWatch;
import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.connection.ServerOptions;
import dev.rollcall.cli.client.format.ChangeLine;
import dev.rollcall.cli.client.format.ObserverWarnings;
import dev.rollcall.cli.client.format.WatchedPeers;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.WatchPeersResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall watch}: prints changes of peers as they happen. */
@Command(
    name = "watch",
    description = {
      "Prints the current peers, then each change as it happens, one per line. If the server goes"
          + " away, reconnects and resumes where it was."
    },
    footer = {
      "",
      "Examples:",
      "  rollcall watch --label site=factory-a",
      "  rollcall watch -o json | jq -r '.changed[]?.id'"
    })
public final class WatchCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PeerFilterOptions peers = new PeerFilterOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default): lines for people; json: one WatchPeersResponse per line.")
  private Format format = Format.table;

  private enum Format {
    table,
    json
  }

  /**
   * @param console prints the changes
   */
  public WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    WatchedPeers watchedPeers = new WatchedPeers();
    Observer before = Observer.getDefaultInstance();
    try (ServerConnection connection = server.connect(console);
        ResumingPeerWatch watch =
            new ResumingPeerWatch(
                connection, peers.filter(), new ReconnectPolicy(console::printError, false))) {
      while (true) {
        Optional<WatchPeersResponse> response = watch.next(ResumingPeerWatch.UNLIMITED);
        if (response.isPresent()) {
          List<WatchedPeers.PeerChange> changes = watchedPeers.apply(response.get());
          print(response.get(), changes, !watchedPeers.observer().equals(before));
          printNewWarnings(before, watchedPeers.observer());
          before = watchedPeers.observer();
        }
      }
    }
  }

  private void print(
      WatchPeersResponse response, List<WatchedPeers.PeerChange> changes, boolean observerChanged) {
    if (format == Format.json) {
      // A message without changes is a heartbeat.
      if (response.getReset() || !changes.isEmpty() || observerChanged) {
        console.print(ProtoJson.of(response));
      }
      return;
    }
    for (WatchedPeers.PeerChange change : changes) {
      console.print(ChangeLine.of(change, Instant.now(), console.screen()));
    }
  }

  private void printNewWarnings(Observer before, Observer after) {
    if (before.getIsolated() != after.getIsolated()
        || !before.getRoster().getErrorsList().equals(after.getRoster().getErrorsList())) {
      ObserverWarnings.of(after).forEach(console::printError);
    }
  }
}

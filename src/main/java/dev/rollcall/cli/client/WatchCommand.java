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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What changes, as it comes. */
@Command(
    name = "watch",
    description = {
      "Prints the peers as they are, then each change as it comes, a line each. Where the server goes"
          + " away it is asked again, and goes on from where it was."
    },
    footer = {
      "",
      "Examples:",
      "  rollcall watch --label site=factory-a",
      "  rollcall watch -o json | jq -r '.changed[]?.id'"
    })
public final class WatchCommand implements Callable<Integer> {

  /** A message comes at least every 30 s, so this is only how long one wait is. */
  private static final Duration TURN = Duration.ofHours(1);

  private final Console console;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PeerFilterOptions peers = new PeerFilterOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (the default): lines for people; json: a WatchPeersResponse a line.")
  private Format format = Format.table;

  private enum Format {
    table,
    json
  }

  /**
   * @param console where it prints
   */
  public WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    WatchedPeers held = new WatchedPeers();
    Observer before = Observer.getDefaultInstance();
    try (ServerConnection connection = server.connect(console);
        ResumingPeerWatch watch =
            new ResumingPeerWatch(
                connection,
                peers.filter(),
                new ReconnectPolicy(console::printError, false),
                ResumingPeerWatch.SILENCE_LIMIT)) {
      while (true) {
        Optional<WatchPeersResponse> response = watch.next(TURN);
        if (response.isPresent()) {
          List<WatchedPeers.PeerChange> changes = held.apply(response.get());
          print(response.get(), changes, !held.observer().equals(before));
          printNewWarnings(before, held.observer());
          before = held.observer();
        }
      }
    }
  }

  private void print(
      WatchPeersResponse response, List<WatchedPeers.PeerChange> changes, boolean isNews) {
    if (format == Format.json) {
      // What holds nothing is a sign of life.
      if (response.getReset() || !changes.isEmpty() || isNews) {
        console.print(ProtoJson.of(response));
      }
      return;
    }
    for (WatchedPeers.PeerChange change : changes) {
      console.print(ChangeLine.of(change, Instant.now(), console.screen()));
    }
  }

  private void printNewWarnings(Observer before, Observer now) {
    if (before.getIsolated() != now.getIsolated()
        || !before.getRoster().getErrorsList().equals(now.getRoster().getErrorsList())) {
      ObserverWarnings.of(now).forEach(console::printError);
    }
  }
}

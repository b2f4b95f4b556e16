package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.ReconnectPolicy;
import dev.rollcall.cli.client.connection.ResumingPeerWatch;
import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.format.ProgressLine;
import dev.rollcall.cli.client.format.WaitCondition;
import dev.rollcall.cli.client.format.WaitTimeoutMessage;
import dev.rollcall.cli.client.format.WatchedPeers;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.WatchPeersResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of a wait for peers, which they carry out. */
final class WaitOptions {

  @Mixin private PeerFilterOptions filterOptions = new PeerFilterOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = CountConverter.class,
      description = {
        "The number of peers to wait for, without the node itself. Default: all listed peers that"
            + " match, except those in maintenance."
      })
  private Optional<Integer> count = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeoutConverter.class,
      description = "Give up after this time, such as 120s or 5m. Default: never.")
  private Optional<Duration> timeout = Optional.empty();

  /**
   * Waits until enough peers match, and for the server if it is not reachable.
   *
   * @param timedOut the exit code if the timeout expires before enough peers match
   * @param unanswered the exit code if the timeout expires before the server answers
   * @return the peers that match
   * @throws CommandFailedException if the timeout expires, or the server rejects the request
   */
  List<Peer> await(ServerConnection server, Console console, int timedOut, int unanswered)
      throws InterruptedException {
    Optional<WaitCondition.Progress> progress = progress(server, console);
    if (progress.isEmpty() || !progress.get().isComplete()) {
      throw new CommandFailedException(
          WaitTimeoutMessage.of(progress, timeout.orElseThrow(), server.server()),
          progress.isEmpty() ? unanswered : timedOut);
    }
    return progress.get().matching();
  }

  private Optional<WaitCondition.Progress> progress(ServerConnection server, Console console)
      throws InterruptedException {
    WaitCondition condition = new WaitCondition(toInt(count), filterOptions.statusesOrHealthy());
    WatchedPeers peers = new WatchedPeers();
    ProgressLine line = new ProgressLine(console);
    long end = System.nanoTime() + timeout.orElse(ResumingPeerWatch.UNLIMITED).toNanos();
    Optional<WaitCondition.Progress> progress = Optional.empty();
    try (ResumingPeerWatch watch =
        new ResumingPeerWatch(
            server,
            filterOptions.filterWithoutStatus(),
            new ReconnectPolicy(line::printError, true))) {
      while (progress.isEmpty() || !progress.get().isComplete()) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
          break;
        }
        Optional<WatchPeersResponse> response = watch.next(left);
        if (response.isPresent()) {
          peers.apply(response.get());
          progress = Optional.of(condition.evaluate(peers.all()));
          line.show(progress.get());
        }
      }
    } finally {
      line.clear();
    }
    return progress;
  }

  private static OptionalInt toInt(Optional<Integer> value) {
    return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
  }
}

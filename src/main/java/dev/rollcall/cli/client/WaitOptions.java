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

/** Which peers are waited for, and how long. */
final class WaitOptions {

  /** A message comes at least every 30 s, so this is only how long one wait is. */
  private static final Duration TURN = Duration.ofHours(1);

  @Mixin private PeerFilterOptions peers = new PeerFilterOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = CountConverter.class,
      description = {
        "So many peers; the node itself does not count. Without it: all that are listed and match,"
            + " but for those in maintenance."
      })
  private Optional<Integer> count = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeoutConverter.class,
      description = "Give up after so long, such as 120s or 5m. Without it: never.")
  private Optional<Duration> timeout = Optional.empty();

  /**
   * Waits until enough peers match. A server that is away is waited for too.
   *
   * @return those that match
   * @throws CommandFailedException if the server refuses; with {@code missed} if the time was over
   *     before, naming who was missing; with {@code unanswered} if until then nobody told of any
   */
  List<Peer> await(ServerConnection server, Console console, int missed, int unanswered)
      throws InterruptedException {
    Optional<WaitCondition.Progress> progress = progress(server, console);
    if (progress.isEmpty() || !progress.get().isComplete()) {
      throw new CommandFailedException(
          WaitTimeoutMessage.of(progress, timeout.orElseThrow(), server.server()),
          progress.isEmpty() ? unanswered : missed);
    }
    return progress.get().matching();
  }

  private Optional<WaitCondition.Progress> progress(ServerConnection server, Console console)
      throws InterruptedException {
    WaitCondition wanted = new WaitCondition(toInt(count), peers.statusesOrHealthy());
    WatchedPeers held = new WatchedPeers();
    ProgressLine line = new ProgressLine(console);
    long end = System.nanoTime() + timeout.orElse(TURN).toNanos();
    Optional<WaitCondition.Progress> progress = Optional.empty();
    try (ResumingPeerWatch watch =
        new ResumingPeerWatch(
            server,
            peers.filterWithoutStatus(),
            new ReconnectPolicy(line::printError, true),
            ResumingPeerWatch.SILENCE_LIMIT)) {
      while (progress.isEmpty() || !progress.get().isComplete()) {
        Duration left = timeout.isEmpty() ? TURN : Duration.ofNanos(end - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
          break;
        }
        Optional<WatchPeersResponse> response = watch.next(left);
        if (response.isPresent()) {
          held.apply(response.get());
          progress = Optional.of(wanted.evaluate(held.all()));
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

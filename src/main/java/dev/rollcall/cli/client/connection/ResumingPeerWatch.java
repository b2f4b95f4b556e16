package dev.rollcall.cli.client.connection;

import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Revision;
import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A watch that is begun again where it was when it breaks. For one thread, which takes the messages
 * one by one; who is slow gets the newest state.
 */
public final class ResumingPeerWatch implements AutoCloseable {

  /** The server gives a sign of life every 30 s. */
  public static final Duration SILENCE_LIMIT = Duration.ofSeconds(75);

  private final ServerConnection server;
  private final PeerFilter filter;
  private final ReconnectPolicy reconnectPolicy;
  private final Duration silenceLimit;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Optional<WatchPeersStream> current = Optional.empty();
  private Optional<Revision> after = Optional.empty();
  private boolean isLost;

  /** What comes of a subscription. */
  sealed interface Event {

    /** Who tells; those that were given up are not heard any more. */
    WatchPeersStream stream();

    record Message(WatchPeersStream stream, WatchPeersResponse response) implements Event {}

    record End(WatchPeersStream stream, Status status) implements Event {}
  }

  /**
   * @param outages is told of breaks, and judges which of them are borne
   * @param longestSilence after which a server counts as away
   */
  public ResumingPeerWatch(
      ServerConnection server,
      PeerFilter filter,
      ReconnectPolicy outages,
      Duration longestSilence) {
    this.server = server;
    this.filter = filter;
    this.reconnectPolicy = outages;
    this.silenceLimit = longestSilence;
  }

  /**
   * Waits for the next message.
   *
   * @param patience after which there is none
   * @throws dev.rollcall.cli.terminal.CommandFailedException for an end that is not borne
   */
  public Optional<WatchPeersResponse> next(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (left > 0) {
      WatchPeersStream subscription = currentOrNewStream();
      Event event = events.poll(Math.min(left, silenceLimit.toNanos()), TimeUnit.NANOSECONDS);
      left = end - System.nanoTime();
      if (event == null && left > 0) {
        onLost(Status.DEADLINE_EXCEEDED, left);
      } else if (event instanceof Event.Message message && message.stream() == subscription) {
        return Optional.of(accept(message));
      } else if (event instanceof Event.End ended && ended.stream() == subscription) {
        onLost(ended.status(), left);
      }
    }
    return Optional.empty();
  }

  private WatchPeersStream currentOrNewStream() {
    if (current.isEmpty()) {
      WatchPeersStream subscription = new WatchPeersStream(events);
      WatchPeersRequest.Builder request = WatchPeersRequest.newBuilder().setFilter(filter);
      after.ifPresent(request::setAfter);
      server.streaming().watchPeers(request.build(), subscription);
      current = Optional.of(subscription);
    }
    return current.orElseThrow();
  }

  private WatchPeersResponse accept(Event.Message message) {
    if (isLost) {
      isLost = false;
      reconnectPolicy.onReconnected(server.server());
    }
    after = Optional.of(message.response().getRevision());
    message.stream().requestNext();
    return message.response();
  }

  private void onLost(Status status, long left) throws InterruptedException {
    close();
    Duration pause = reconnectPolicy.onDisconnected(server.server(), status, after.isPresent());
    isLost = true;
    TimeUnit.NANOSECONDS.sleep(Math.max(0, Math.min(left, pause.toNanos())));
    server.reconnectNow();
  }

  @Override
  public void close() {
    current.ifPresent(WatchPeersStream::cancel);
    current = Optional.empty();
  }
}

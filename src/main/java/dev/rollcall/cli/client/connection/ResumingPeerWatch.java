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
  public static final Duration LONGEST_SILENCE = Duration.ofSeconds(75);

  private final ServerConnection server;
  private final PeerFilter filter;
  private final ReconnectPolicy outages;
  private final Duration longestSilence;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Optional<WatchPeersStream> current = Optional.empty();
  private Optional<Revision> after = Optional.empty();
  private boolean wasLost;

  /** What comes of a subscription. */
  sealed interface Event {

    /** Who tells; those that were given up are not heard any more. */
    WatchPeersStream from();

    record Message(WatchPeersStream from, WatchPeersResponse response) implements Event {}

    record End(WatchPeersStream from, Status status) implements Event {}
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
    this.outages = outages;
    this.longestSilence = longestSilence;
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
      WatchPeersStream subscription = subscribed();
      Event event = events.poll(Math.min(left, longestSilence.toNanos()), TimeUnit.NANOSECONDS);
      left = end - System.nanoTime();
      if (event == null && left > 0) {
        lost(Status.DEADLINE_EXCEEDED, left);
      } else if (event instanceof Event.Message message && message.from() == subscription) {
        return Optional.of(took(message));
      } else if (event instanceof Event.End ended && ended.from() == subscription) {
        lost(ended.status(), left);
      }
    }
    return Optional.empty();
  }

  private WatchPeersStream subscribed() {
    if (current.isEmpty()) {
      WatchPeersStream subscription = new WatchPeersStream(events);
      WatchPeersRequest.Builder request = WatchPeersRequest.newBuilder().setFilter(filter);
      after.ifPresent(request::setAfter);
      server.streaming().watchPeers(request.build(), subscription);
      current = Optional.of(subscription);
    }
    return current.orElseThrow();
  }

  private WatchPeersResponse took(Event.Message message) {
    if (wasLost) {
      wasLost = false;
      outages.over(server.server());
    }
    after = Optional.of(message.response().getRevision());
    message.from().more();
    return message.response();
  }

  private void lost(Status status, long left) throws InterruptedException {
    close();
    Duration pause = outages.began(server.server(), status, after.isPresent());
    wasLost = true;
    TimeUnit.NANOSECONDS.sleep(Math.max(0, Math.min(left, pause.toNanos())));
    server.hurry();
  }

  @Override
  public void close() {
    current.ifPresent(WatchPeersStream::cancel);
    current = Optional.empty();
  }
}

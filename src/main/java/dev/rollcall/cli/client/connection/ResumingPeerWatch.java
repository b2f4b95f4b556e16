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
 * A WatchPeers stream that reconnects when it breaks, and resumes where it was. For one thread,
 * which takes the messages one by one; a slow one gets the newest state.
 */
public final class ResumingPeerWatch implements AutoCloseable {

  /** A timeout that never expires. */
  public static final Duration UNLIMITED = Duration.ofDays(36_500);

  /** The server sends a heartbeat every 30 s. */
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(75);

  private final ServerConnection server;
  private final PeerFilter filter;
  private final ReconnectPolicy reconnectPolicy;
  private final Duration silenceLimit;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Optional<WatchPeersStream> current = Optional.empty();
  private Optional<Revision> after = Optional.empty();
  private boolean isLost;

  /** A message or the end of a stream. */
  sealed interface Event {

    /** The stream it is from; events of cancelled streams are ignored. */
    WatchPeersStream stream();

    record Message(WatchPeersStream stream, WatchPeersResponse response) implements Event {}

    record End(WatchPeersStream stream, Status status) implements Event {}
  }

  /**
   * Creates a watch; it is opened by the first {@link #next}.
   *
   * @param reconnectPolicy decides which ends of the stream are retried
   */
  public ResumingPeerWatch(
      ServerConnection server, PeerFilter filter, ReconnectPolicy reconnectPolicy) {
    this(server, filter, reconnectPolicy, SILENCE_LIMIT);
  }

  /**
   * @param silenceLimit the time without a message after which the connection counts as lost
   */
  ResumingPeerWatch(
      ServerConnection server,
      PeerFilter filter,
      ReconnectPolicy reconnectPolicy,
      Duration silenceLimit) {
    this.server = server;
    this.filter = filter;
    this.reconnectPolicy = reconnectPolicy;
    this.silenceLimit = silenceLimit;
  }

  /**
   * Waits for the next message.
   *
   * @return empty if there is none within the timeout
   * @throws dev.rollcall.cli.terminal.CommandFailedException for an end that is not retried
   */
  public Optional<WatchPeersResponse> next(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    long left = timeout.toNanos();
    while (left > 0) {
      WatchPeersStream stream = currentOrNewStream();
      Event event = events.poll(Math.min(left, silenceLimit.toNanos()), TimeUnit.NANOSECONDS);
      left = end - System.nanoTime();
      if (event == null && left > 0) {
        onLost(Status.DEADLINE_EXCEEDED, left);
      } else if (event instanceof Event.Message message && message.stream() == stream) {
        return Optional.of(accept(message));
      } else if (event instanceof Event.End ended && ended.stream() == stream) {
        onLost(ended.status(), left);
      }
    }
    return Optional.empty();
  }

  private WatchPeersStream currentOrNewStream() {
    if (current.isEmpty()) {
      WatchPeersStream stream = new WatchPeersStream(events);
      WatchPeersRequest.Builder request = WatchPeersRequest.newBuilder().setFilter(filter);
      after.ifPresent(request::setAfter);
      server.streaming().watchPeers(request.build(), stream);
      current = Optional.of(stream);
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
    Duration delay = reconnectPolicy.onDisconnected(server.server(), status, after.isPresent());
    isLost = true;
    TimeUnit.NANOSECONDS.sleep(Math.max(0, Math.min(left, delay.toNanos())));
    server.reconnectNow();
  }

  @Override
  public void close() {
    current.ifPresent(WatchPeersStream::cancel);
    current = Optional.empty();
  }
}

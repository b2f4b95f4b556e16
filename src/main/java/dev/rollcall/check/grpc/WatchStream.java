package dev.rollcall.check.grpc;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call of Health/Watch. Messages are requested one at a time with a pause after each, so that
 * HTTP/2's flow control slows down a peer that sends without end.
 */
final class WatchStream extends ClientCall.Listener<HealthCheckResponse> {

  /** Receives the events of the stream. */
  interface Owner {
    /** The peer has sent its first message. */
    void started(WatchStream stream);

    /**
     * The peer has sent this status; not called for a first SERVING, which a check has just found.
     */
    void reported(GrpcConnection connection, int servingStatus);

    /** The stream has ended after this lifetime, for whatever reason; called once. */
    void ended(GrpcConnection connection, Duration lifetime, Status status);
  }

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final GrpcConnection connection;
  private final ClientCall<HealthCheckRequest, HealthCheckResponse> call;
  private final Owner owner;
  private final Clock clock;
  private final TimePoint opened;
  private boolean first = true;
  private volatile @Nullable ScheduledFuture<?> pause;

  WatchStream(GrpcConnection connection, Owner owner, Clock clock) {
    this.connection = connection;
    this.call = connection.newCall(HealthGrpc.getWatchMethod());
    this.owner = owner;
    this.clock = clock;
    this.opened = clock.now();
  }

  /** Starts the call. The owner's {@code ended} may be called before this returns. */
  void open(HealthCheckRequest request) {
    call.start(this, new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
  }

  /** The connection that it is on. */
  GrpcConnection connection() {
    return connection;
  }

  /** Cancels the call; the owner's {@code ended} is called. */
  void cancel() {
    call.cancel("the stream is no longer wanted", null);
  }

  @Override
  public void onMessage(HealthCheckResponse message) {
    boolean isFirst = first;
    first = false;
    pause = clock.timers().schedule(() -> call.request(1), PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    if (isFirst) {
      owner.started(this);
    }
    if (!isFirst || message.getStatus() != ServingStatus.SERVING) {
      owner.reported(connection, message.getStatusValue());
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    ScheduledFuture<?> last = pause;
    if (last != null) {
      last.cancel(false);
    }
    owner.ended(connection, opened.until(clock.now()), status);
  }
}

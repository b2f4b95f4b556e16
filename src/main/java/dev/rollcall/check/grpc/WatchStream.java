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
 * One call of Health/Watch. Messages are taken one at a time and with a pause after each, so that a
 * peer that sends without end is slowed down by HTTP/2's flow control.
 */
final class WatchStream extends ClientCall.Listener<HealthCheckResponse> {

  /** Who is told what comes over the stream. */
  interface Owner {
    /** The peer says this; not called for what is no news after a successful check. */
    void told(GrpcConnection connection, int servingStatus);

    /** It has ended after this time, for whatever reason; called once. */
    void ended(GrpcConnection connection, Duration life, Status status);
  }

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final GrpcConnection connection;
  private final ClientCall<HealthCheckRequest, HealthCheckResponse> call;
  private final Owner owner;
  private final Clock time;
  private final TimePoint opened;
  private boolean first = true;
  private volatile @Nullable ScheduledFuture<?> pause;

  WatchStream(GrpcConnection connection, Owner owner, Clock time) {
    this.connection = connection;
    this.call = connection.call(HealthGrpc.getWatchMethod());
    this.owner = owner;
    this.time = time;
    this.opened = time.now();
  }

  /** Calls. The owner may be told of the end before this returns. */
  void open(HealthCheckRequest request) {
    call.start(this, new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
  }

  /** Ends it; the owner is told. */
  void cancel() {
    call.cancel("nobody listens any more", null);
  }

  @Override
  public void onMessage(HealthCheckResponse message) {
    boolean isNews = !first || message.getStatus() != ServingStatus.SERVING;
    first = false;
    pause = time.timers().schedule(() -> call.request(1), PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    if (isNews) {
      owner.told(connection, message.getStatusValue());
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    ScheduledFuture<?> last = pause;
    if (last != null) {
      last.cancel(false);
    }
    owner.ended(connection, opened.until(time.now()), status);
  }
}

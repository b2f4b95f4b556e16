package dev.rollcall.serve.http;

import dev.rollcall.directory.Cursor;
import dev.rollcall.directory.Delta;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Revision;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.directory.Watchers;
import dev.rollcall.directory.Watchers.Subscription;
import dev.rollcall.directory.Watchers.Watcher;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One watch over HTTP. It is sent what it is owed when it can take it, so a slow reader gets the
 * newest state and no backlog. Its state belongs to the connection's event loop.
 */
final class WatchEvents implements Watcher {

  /** After so long without news, a line that means nothing says that both ends are there. */
  static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  /** A client that lost its connection asks again after so many milliseconds. */
  private static final String RETRY = "retry: 1000\n\n";

  private final EventStream stream;
  private final Cursor cursor;
  private final Surroundings around;
  private final Executor loop;
  private boolean isWriting;
  private TimePoint lastSent;
  private Optional<Future<?>> sign = Optional.empty();

  /**
   * What all watches share.
   *
   * @param workers write what is long
   */
  record Surroundings(
      DirectoryView directory,
      Watchers watchers,
      EventCache written,
      Clock time,
      Executor workers) {}

  WatchEvents(EventStream stream, Cursor cursor, Surroundings around, Executor loop) {
    this.stream = stream;
    this.cursor = cursor;
    this.around = around;
    this.loop = loop;
    this.lastSent = around.time().now();
  }

  /**
   * Begins, and goes on until the client or the service ends it.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED if there are as many as may be,
   *     UNAVAILABLE if the service ends
   */
  void begin() {
    Watchers watchers = around.watchers();
    if (watchers.isEnding()) {
      throw Errors.ending();
    }
    Subscription seat =
        watchers.admit(loop, this).orElseThrow(() -> Errors.tooManyHeld(watchers.limit()));
    stream.begin(this::onChange, () -> clear(seat));
    stream.send(Buffer.buffer(RETRY));
    sign = Optional.of(signIn(SIGN_OF_LIFE));
    onChange();
  }

  @Override
  public void onChange() {
    look(false);
  }

  @Override
  public void onShutdown() {
    stream.close();
  }

  private void clear(Subscription seat) {
    seat.close();
    sign.ifPresent(timer -> timer.cancel(false));
  }

  /**
   * @param insist on a sign of life if there is no news
   */
  private void look(boolean insist) {
    if (isWriting || !stream.isReady()) {
      return;
    }
    Snapshot now = around.directory().snapshot();
    Optional<Delta> news = cursor.advance(now);
    if (news.isPresent()) {
      write(news.get(), now);
    } else if (insist) {
      send(Buffer.buffer(": no news\n" + id(now.revision()) + "\n"));
    }
  }

  private void write(Delta news, Snapshot now) {
    isWriting = true;
    try {
      around.workers().execute(() -> writeNow(news, now));
    } catch (RejectedExecutionException e) {
      stream.close();
    }
  }

  /** By a worker. */
  private void writeNow(Delta news, Snapshot now) {
    Optional<Buffer> event = around.written().get(news, now);
    loop.execute(() -> sendWritten(event));
  }

  private void sendWritten(Optional<Buffer> event) {
    isWriting = false;
    event.ifPresentOrElse(this::send, stream::close);
    onChange();
  }

  private void send(Buffer text) {
    stream.send(text);
    lastSent = around.time().now();
  }

  /** What a client sends back as Last-Event-ID. */
  static String id(Revision revision) {
    return "id: %s/%d\n".formatted(revision.epoch(), revision.number());
  }

  private Future<?> signIn(Duration delay) {
    return around
        .time()
        .timers()
        .schedule(() -> loop.execute(this::giveSign), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Sending does not move the timer; it looks here whether it came too early. */
  private void giveSign() {
    if (stream.isOver()) {
      return;
    }
    Duration rest = SIGN_OF_LIFE.minus(lastSent.until(around.time().now()));
    boolean due = rest.isNegative() || rest.isZero();
    look(due);
    sign = Optional.of(signIn(due ? SIGN_OF_LIFE : rest));
  }
}

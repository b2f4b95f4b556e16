package dev.rollcall.serve.grpc;

import dev.rollcall.directory.Cursor;
import dev.rollcall.directory.Delta;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.contract.ProtoMapper;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One WatchPeers call. It is sent what it is owed when it can take it, so a slow reader costs no
 * more than a fast one.
 */
final class WatchPeersCall implements StreamingCall {

  /** After so long without news, an empty answer says that both ends are there. */
  static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);

  private final Call call;
  private final Cursor cursor;
  private final DirectoryView directory;
  private final NodeInfo observer;
  private final ResponseCache answers;
  private final Clock time;
  private TimePoint lastSent;
  private Future<?> sign;

  WatchPeersCall(
      Call call,
      Cursor cursor,
      DirectoryView directory,
      NodeInfo observer,
      ResponseCache answers,
      Clock time) {
    this.call = call;
    this.cursor = cursor;
    this.directory = directory;
    this.observer = observer;
    this.answers = answers;
    this.time = time;
    this.lastSent = time.now();
    this.sign = signIn(SIGN_OF_LIFE);
  }

  @Override
  public void onChange() {
    look(false);
  }

  @Override
  public void onShutdown() {
    call.fail(Errors.ending());
  }

  @Override
  public void clear() {
    sign.cancel(false);
  }

  /**
   * @param insist on an answer even if there is no news
   */
  private void look(boolean insist) {
    if (!call.isReady()) {
      return;
    }
    Snapshot now = directory.snapshot();
    Optional<Delta> news = cursor.advance(now);
    if (news.isPresent() || insist) {
      send(news.orElse(Delta.NONE), now);
    }
  }

  private void send(Delta news, Snapshot now) {
    call.send(answers.get(news, now, snapshot -> written(news, snapshot)));
    lastSent = time.now();
  }

  private EncodedMessage written(Delta news, Snapshot now) {
    return EncodedMessage.of(ProtoMapper.watched(news, observer, now));
  }

  private Future<?> signIn(Duration delay) {
    return time.timers()
        .schedule(
            () -> call.executor().execute(this::giveSign), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Sending does not move the timer; it looks here whether it came too early. */
  private void giveSign() {
    if (call.isOver()) {
      return;
    }
    Duration rest = SIGN_OF_LIFE.minus(lastSent.until(time.now()));
    boolean due = rest.isNegative() || rest.isZero();
    look(due);
    sign = signIn(due ? SIGN_OF_LIFE : rest);
  }
}

package dev.rollcall.serve.grpc;

import dev.rollcall.directory.Cursor;
import dev.rollcall.directory.Difference;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Observer;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.contract.Messages;
import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One WatchPeers call. It is sent what it is owed when it can take it, so a slow reader costs no
 * more than a fast one.
 */
final class Watch implements Held {

  /** After so long without news, an empty answer says that both ends are there. */
  static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);

  private final Call call;
  private final Cursor cursor;
  private final DirectoryView directory;
  private final Observer observer;
  private final Answers answers;
  private final Time time;
  private Moment lastSent;
  private Future<?> sign;

  Watch(
      Call call,
      Cursor cursor,
      DirectoryView directory,
      Observer observer,
      Answers answers,
      Time time) {
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
  public void look() {
    look(false);
  }

  @Override
  public void takeLeave() {
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
    Optional<Difference> news = cursor.advance(now);
    if (news.isPresent() || insist) {
      send(news.orElse(Difference.NONE), now);
    }
  }

  private void send(Difference news, Snapshot now) {
    call.send(answers.get(news, now, snapshot -> written(news, snapshot)));
    lastSent = time.now();
  }

  private Wire written(Difference news, Snapshot now) {
    return Wire.of(Messages.watched(news, observer, now));
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

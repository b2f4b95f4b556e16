package dev.rollcall.serve.grpc;

import dev.rollcall.directory.Pulse;
import dev.rollcall.directory.Pulse.Waiting;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls that last: watches and waits. There are at most so many at a time; each is woken when
 * there is news; and all of them are told when the service ends.
 */
public final class HeldCalls {

  private final Pulse pulse;
  private final int limit;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<Held> all = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  /**
   * @param limit the most at a time
   */
  public HeldCalls(Pulse pulse, int limit) {
    this.pulse = pulse;
    this.limit = limit;
  }

  /** What a call does while it is held. All of it happens on the call's own thread. */
  interface Duty {

    /** There may be something to tell, or the client can take it now. */
    void look();

    /** The service ends: the last words. */
    void takeLeave();

    /** The call has ended, by whomever; nothing is to be left behind. */
    void clear();
  }

  /**
   * Holds a call from here to its end. It looks once at once.
   *
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED if there are as many as may be,
   *     UNAVAILABLE if the service ends
   */
  void hold(Call call, Duty duty) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      throw Errors.tooManyHeld(limit);
    }
    new Held(call, duty).begin();
  }

  /** How many are held. */
  public int count() {
    return count.get();
  }

  /** Whether the service ends. */
  boolean isEnding() {
    return ending;
  }

  /** From here on each one takes its leave, and new ones do so at once. */
  public void end() {
    ending = true;
    all.forEach(Held::takeLeave);
  }

  private final class Held {

    private final Call call;
    private final Duty duty;
    private final Waiting waiting;
    private final AtomicBoolean woken = new AtomicBoolean();

    Held(Call call, Duty duty) {
      this.call = call;
      this.duty = duty;
      // First this, then a look at what is: nothing falls in between.
      this.waiting = pulse.add(this::wake);
    }

    void begin() {
      all.add(this);
      call.onReady(duty::look);
      call.onEnd(this::release);
      duty.look();
      if (ending) {
        takeLeave();
      }
    }

    /** However often it is woken before its thread comes to it, it looks once. */
    private void wake() {
      if (woken.compareAndSet(false, true)) {
        call.executor().execute(this::look);
      }
    }

    private void look() {
      woken.set(false);
      if (!call.isOver()) {
        duty.look();
      }
    }

    private void takeLeave() {
      call.executor().execute(this::leave);
    }

    private void leave() {
      if (!call.isOver()) {
        duty.takeLeave();
      }
    }

    private void release() {
      waiting.close();
      all.remove(this);
      count.decrementAndGet();
      duty.clear();
    }
  }
}

package dev.rollcall.systemd;

import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells the status whenever it reads otherwise, once a second at most. For the timers' thread. */
final class StatusReporter {

  private static final Duration GAP = Duration.ofSeconds(1);

  private final Clock time;
  private final Supplier<String> status;
  private final SdNotify notices;
  private Optional<TimePoint> last = Optional.empty();
  private String told = "";
  private boolean due;

  StatusReporter(Clock time, Supplier<String> status, SdNotify notices) {
    this.time = time;
    this.status = status;
    this.notices = notices;
  }

  /** There may be news. */
  void look() {
    if (due) {
      return;
    }
    long rest = last.map(this::rest).orElse(0L);
    if (rest <= 0) {
      tell();
    } else {
      due = true;
      var unused = time.timers().schedule(this::tell, rest, TimeUnit.NANOSECONDS);
    }
  }

  private long rest(TimePoint before) {
    return GAP.minus(before.until(time.now())).toNanos();
  }

  private void tell() {
    due = false;
    String now = status.get();
    if (!now.equals(told)) {
      told = now;
      last = Optional.of(time.now());
      notices.status(now);
    }
  }
}

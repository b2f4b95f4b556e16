package dev.rollcall.systemd;

import dev.rollcall.time.Clock;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Duration;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reports each new status line to the service manager, once a second at most: the next one is
 * requested only then, and is the newest. On the timers' thread.
 */
final class StatusReporter implements MultiSubscriber<String> {

  private static final Logger LOG = Logger.getLogger(StatusReporter.class);

  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

  private final Clock clock;
  private final SdNotify notify;
  private Subscription subscription = Subscriptions.empty();

  StatusReporter(Clock clock, SdNotify notify) {
    this.clock = clock;
    this.notify = notify;
  }

  @Override
  public void onSubscribe(Subscription started) {
    subscription = started;
    requestNext();
  }

  @Override
  public void onItem(String line) {
    notify.status(line);
    var unused =
        clock.timers().schedule(this::requestNext, MIN_INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void onFailure(Throwable failure) {
    LOG.error("internal error: the service manager gets no more status; please report it", failure);
  }

  @Override
  public void onCompletion() {}

  private void requestNext() {
    subscription.request(1);
  }
}

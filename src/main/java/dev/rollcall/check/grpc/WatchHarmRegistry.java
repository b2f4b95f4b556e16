package dev.rollcall.check.grpc;

import dev.rollcall.peer.Address;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Holds the {@link WatchHarmHistory} of each address that is checked. That of an address which has
 * left the list is forgotten; not at once, since a peer whose entry changes is closed and opened
 * again. Thread-safe.
 */
final class WatchHarmRegistry {

  private static final Duration KEPT = Duration.ofMinutes(1);

  private final WatchHarmHistory.Limits limits;
  private final Logger log;
  private final Clock clock;
  private final Map<Address, WatchHarmHistory> byAddress = new HashMap<>();

  WatchHarmRegistry(WatchHarmHistory.Limits limits, Logger log, Clock clock) {
    this.limits = limits;
    this.log = log;
    this.clock = clock;
  }

  /** The history of an address, until it is released. */
  synchronized WatchHarmHistory acquire(Address address) {
    TimePoint now = clock.now();
    byAddress.values().removeIf(history -> history.isUnusedFor(KEPT, now));
    WatchHarmHistory history =
        byAddress.computeIfAbsent(address, unknown -> new WatchHarmHistory(limits, log, now));
    history.acquire();
    return history;
  }

  /** Called once by each that has acquired it. */
  void release(WatchHarmHistory history) {
    history.release(clock.now());
  }

  /** How many addresses are remembered. */
  synchronized int size() {
    return byAddress.size();
  }
}

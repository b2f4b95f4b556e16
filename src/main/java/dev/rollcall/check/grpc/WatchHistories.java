package dev.rollcall.check.grpc;

import dev.rollcall.peer.Address;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Holds the {@link WatchHistory} of each address that is checked. That of an address which has left
 * the list is forgotten; not at once, since a peer whose entry changes is closed and opened again.
 * Thread-safe.
 */
final class WatchHistories {

  private static final Duration KEPT = Duration.ofMinutes(1);

  private final WatchHistory.Limits limits;
  private final Logger log;
  private final Clock clock;
  private final Map<Address, WatchHistory> byAddress = new HashMap<>();

  WatchHistories(WatchHistory.Limits limits, Logger log, Clock clock) {
    this.limits = limits;
    this.log = log;
    this.clock = clock;
  }

  /** The history of an address, until it is released. */
  synchronized WatchHistory acquire(Address address) {
    TimePoint now = clock.now();
    byAddress.values().removeIf(history -> history.isUnusedFor(KEPT, now));
    WatchHistory history =
        byAddress.computeIfAbsent(address, unknown -> new WatchHistory(limits, log, now));
    history.acquire();
    return history;
  }

  /** Called once by each that has acquired it. */
  void release(WatchHistory history) {
    history.release(clock.now());
  }

  /** How many addresses are remembered. */
  synchronized int size() {
    return byAddress.size();
  }
}

package dev.rollcall.check.grpc;

import dev.rollcall.peer.Peer;
import dev.rollcall.time.TimePoint;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Remembers whether a Health/Watch stream does harm at one address: a server with few threads
 * spends one on each stream, and answers nobody while it has no other. Kept from connection to
 * connection. Thread-safe.
 */
final class WatchHarmHistory {

  /**
   * How long a Check may take while a stream is open: a multiple of what it takes without one.
   *
   * @param min for machines that are busy
   * @param max well below the second that other clients of the peer may have as their deadline
   */
  record Limits(Duration min, Duration max) {
    static final Limits DEFAULT = new Limits(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  private static final int MULTIPLE = 8;

  /** Points in a row that are enough. A single harm may be a hiccup of the peer. */
  private static final int MAX_POINTS = 6;

  /** Of a peer that answered quickly as soon as there was no stream. */
  private static final int CLEAR = 3;

  /** Of one that did not; then it may be the network, or a server that ends a call slowly. */
  private static final int UNCLEAR = 1;

  private final Limits limits;
  private final Logger log;
  private Duration usual = Duration.ZERO;
  private int points;
  private boolean givenUp;
  private int users;
  private TimePoint lastUsed;

  WatchHarmHistory(Limits limits, Logger log, TimePoint now) {
    this.limits = limits;
    this.log = log;
    this.lastUsed = now;
  }

  /** A Check without a stream took this long. */
  synchronized void answeredWithoutStream(Duration roundTrip) {
    // The first one may be slow for other reasons: a program that has just started, a cold cache.
    boolean isQuickest = usual.isZero() || roundTrip.compareTo(usual) < 0;
    usual = isQuickest ? roundTrip : usual.plus(roundTrip).dividedBy(2);
  }

  /**
   * How long a Check may take while a stream is open; absent: there must be no stream, since it was
   * given up, or since Checks take too long anyway to notice in time that it does harm.
   */
  synchronized Optional<Duration> answerLimit() {
    if (givenUp || usual.multipliedBy(2).compareTo(limits.max()) > 0) {
      return Optional.empty();
    }
    Duration multiple = usual.multipliedBy(MULTIPLE);
    Duration atLeast = multiple.compareTo(limits.min()) < 0 ? limits.min() : multiple;
    Duration limit = atLeast.compareTo(limits.max()) > 0 ? limits.max() : atLeast;
    return Optional.of(limit.truncatedTo(ChronoUnit.MILLIS));
  }

  /** A Check of the schedule was answered in time while a stream was open. */
  synchronized void answeredWithStream() {
    points = 0;
  }

  /**
   * A stream seems to have done harm, and was closed; then a Check was sent.
   *
   * @param evidence for the log
   * @param roundTrip of that Check, compared with the limit of one with a stream; absent if it was
   *     not answered either
   */
  synchronized void didHarm(Peer peer, String evidence, Optional<Duration> roundTrip) {
    roundTrip.ifPresent(this::answeredWithoutStream);
    count(roundTrip.filter(this::isQuick).isPresent() ? CLEAR : UNCLEAR, peer, evidence);
  }

  private boolean isQuick(Duration roundTrip) {
    return roundTrip.multipliedBy(2).compareTo(limits.min()) <= 0;
  }

  private void count(int more, Peer peer, String evidence) {
    points += more;
    if (points >= MAX_POINTS) {
      giveUp(peer, evidence);
    }
  }

  /**
   * A stream has done harm for certain.
   *
   * @param evidence for the log
   */
  synchronized void giveUp(Peer peer, String evidence) {
    if (!givenUp) {
      givenUp = true;
      log.infof(
          "peer %s (%s) is no longer watched, only checked: %s",
          peer.id(), peer.address(), evidence);
    }
  }

  synchronized void acquire() {
    users++;
  }

  synchronized void release(TimePoint now) {
    users--;
    lastUsed = now;
  }

  /** Whether no check has used it for this long. */
  synchronized boolean isUnusedFor(Duration duration, TimePoint now) {
    return users == 0 && lastUsed.until(now).compareTo(duration) > 0;
  }
}

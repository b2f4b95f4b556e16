package dev.rollcall.monitor;

/**
 * The cap on checks in flight. Peers that are away have a lane of their own, so that however many
 * of them keep silent, they never take the places of those that answer.
 */
final class ConcurrencyLimits {

  private static final int AWAY_PART = 4;

  private final ConcurrencyLimit away;
  private final ConcurrencyLimit others;

  /**
   * @param limit the most checks at a time, at least 1; a quarter of them are for peers that are
   *     away
   */
  ConcurrencyLimits(int limit) {
    int forAway = Math.max(1, limit / AWAY_PART);
    away = new ConcurrencyLimit(forAway);
    others = new ConcurrencyLimit(Math.max(1, limit - forAway));
  }

  ConcurrencyLimit of(Status status) {
    return status == Status.UNHEALTHY ? away : others;
  }
}

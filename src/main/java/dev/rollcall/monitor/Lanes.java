package dev.rollcall.monitor;

/**
 * The cap on checks in flight. Peers that are away have a lane of their own, so that however many
 * of them keep silent, they never take the places of those that answer.
 */
final class Lanes {

  private static final int AWAY_PART = 4;

  private final Lane away;
  private final Lane others;

  /**
   * @param limit the most checks at a time, at least 1; a quarter of them are for peers that are
   *     away
   */
  Lanes(int limit) {
    int forAway = Math.max(1, limit / AWAY_PART);
    away = new Lane(forAway);
    others = new Lane(Math.max(1, limit - forAway));
  }

  Lane of(Status status) {
    return status == Status.UNHEALTHY ? away : others;
  }
}

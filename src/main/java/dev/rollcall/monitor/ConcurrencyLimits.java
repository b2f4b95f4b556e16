package dev.rollcall.monitor;

/**
 * Divides the limit on concurrent checks. Unhealthy peers have a limit of their own, so that
 * however many of them time out, they never take the permits of those that answer.
 */
final class ConcurrencyLimits {

  private static final int UNHEALTHY_DIVISOR = 4;

  private final ConcurrencyLimit unhealthy;
  private final ConcurrencyLimit others;

  /**
   * @param limit the maximum number of concurrent checks, at least 1; a quarter of them are for
   *     unhealthy peers
   */
  ConcurrencyLimits(int limit) {
    int forUnhealthy = Math.max(1, limit / UNHEALTHY_DIVISOR);
    unhealthy = new ConcurrencyLimit(forUnhealthy);
    others = new ConcurrencyLimit(Math.max(1, limit - forUnhealthy));
  }

  ConcurrencyLimit of(Status status) {
    return status == Status.UNHEALTHY ? unhealthy : others;
  }
}

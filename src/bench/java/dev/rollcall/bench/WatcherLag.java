package dev.rollcall.bench;

import java.util.function.Consumer;

/**
 * How far one watcher is behind: for each version of the list, from when it was begun to be written
 * until the watcher had it or a newer one. A version that it skipped counts with the newer one.
 */
final class WatcherLag implements Consumer<byte[]> {

  private static final int MOST_MILLIS = 10_000;

  private final RosterVersions versions;
  private final int[] millis = new int[MOST_MILLIS + 1];
  private int count;
  private int last;

  /**
   * @param first the version that is not counted, nor those before it
   */
  WatcherLag(RosterVersions versions, int first) {
    this.versions = versions;
    this.last = first;
  }

  @Override
  public synchronized void accept(byte[] message) {
    long now = System.nanoTime();
    int version = RosterVersions.in(message);
    while (last < version) {
      last++;
      long lag = (now - versions.written(last)) / 1_000_000;
      millis[(int) Math.min(MOST_MILLIS, lag)]++;
      count++;
    }
  }

  /** The newest version that it holds. */
  synchronized int last() {
    return last;
  }

  /** In milliseconds, by the nearest rank. */
  synchronized int percentile(int percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100.0 * count));
    int at = -1;
    for (long seen = 0; seen < rank && at < MOST_MILLIS; ) {
      at++;
      seen += millis[at];
    }
    return at;
  }
}

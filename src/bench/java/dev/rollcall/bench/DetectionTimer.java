package dev.rollcall.bench;

import dev.rollcall.testing.peer.StatusRecorder;
import dev.rollcall.testing.peer.StatusRecorder.Observation;
import dev.rollcall.v1.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Acts on each of many peers at random moments, and measures how long Rollcall takes to notice. */
final class DetectionTimer {

  /** What is done to one peer. */
  @FunctionalInterface
  interface Deed {
    void to(String id) throws Exception;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Random random;
  private final Duration longest;

  /**
   * @param longest pause between two peers; half of it on average
   */
  DetectionTimer(long seed, Duration longest) {
    this.random = new Random(seed);
    this.longest = longest;
  }

  /** When it was done to each peer, as System.nanoTime counts. */
  Map<String, Long> each(List<String> ids, Deed deed, boolean countAfter) throws Exception {
    List<String> order = new ArrayList<>(ids);
    Collections.shuffle(order, random);
    Map<String, Long> done = new TreeMap<>();
    for (String id : order) {
      pause(Duration.ofNanos((long) (random.nextDouble() * longest.toNanos())));
      long before = System.nanoTime();
      deed.to(id);
      done.put(id, countAfter ? System.nanoTime() : before);
    }
    return done;
  }

  /** How long after it was done each peer had this status. */
  static List<Duration> until(Status status, StatusRecorder recorder, Map<String, Long> done) {
    List<Duration> times = new ArrayList<>();
    done.forEach(
        (id, moment) -> {
          Observation seen = recorder.await(id, status, moment, PATIENCE);
          times.add(seen.since(moment));
        });
    return times;
  }

  static void pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}

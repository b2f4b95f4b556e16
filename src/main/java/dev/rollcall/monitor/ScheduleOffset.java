package dev.rollcall.monitor;

import dev.rollcall.peer.PeerId;
import dev.rollcall.time.DeterministicJitter;
import java.nio.charset.StandardCharsets;

/**
 * The point in its interval at which a peer is checked: the same for the same observer and peer,
 * and spread evenly over all of them, so that many observers of many peers never make a burst.
 */
record ScheduleOffset(long hash) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  static ScheduleOffset of(String observer, PeerId peer) {
    long hash = FNV_OFFSET;
    // The observer's length keeps "ab" + "c" and "a" + "bc" apart.
    for (byte b :
        (observer.length() + ":" + observer + peer.value()).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return new ScheduleOffset(hash);
  }

  /** The peer's position in an interval, from 0 to below 1. */
  double position() {
    return DeterministicJitter.fraction(hash, 0);
  }

  /** The part of the permitted jitter that the n-th cycle takes, from 0 to below 1. */
  double jitter(long cycle) {
    return DeterministicJitter.fraction(hash, cycle + 1);
  }
}

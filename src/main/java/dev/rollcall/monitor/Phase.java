package dev.rollcall.monitor;

import dev.rollcall.peer.PeerId;
import java.nio.charset.StandardCharsets;

/**
 * Where in its interval a peer is checked: the same for the same observer and peer, and spread
 * evenly over all of them, so that many observers of many peers never make a burst.
 */
record Phase(long hash) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  static Phase of(String observer, PeerId peer) {
    long hash = FNV_OFFSET;
    // The observer's length keeps "ab" + "c" and "a" + "bc" apart.
    for (byte b :
        (observer.length() + ":" + observer + peer.value()).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return new Phase(hash);
  }

  /** The peer's place in an interval, from 0 to below 1. */
  double place() {
    return fraction(mixed(hash));
  }

  /** How much of the permitted jitter the n-th turn takes, from 0 to below 1. */
  double jitter(long turn) {
    return fraction(mixed(hash + (turn + 1) * GOLDEN_GAMMA));
  }

  /** The finalizer of SplitMix64: neighbours become unlike each other. */
  private static long mixed(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static double fraction(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }
}

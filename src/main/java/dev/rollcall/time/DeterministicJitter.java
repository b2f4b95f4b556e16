package dev.rollcall.time;

/**
 * Spreads events over time by pseudo-random numbers (SplitMix64) that are the same for the same
 * seed.
 */
public final class DeterministicJitter {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private DeterministicJitter() {}

  /** The n-th number of this seed, from 0 to below 1. */
  public static double fraction(long seed, long n) {
    long z = seed + n * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }
}

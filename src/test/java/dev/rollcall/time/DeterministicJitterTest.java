package dev.rollcall.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterministicJitterTest {

  /** The JDK's is another implementation of the same. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, Long.MAX_VALUE})
  void itIsSplitMix(long seed) {
    SplittableRandom reference = new SplittableRandom(seed);
    for (int n = 1; n <= 1_000; n++) {
      assertEquals(reference.nextDouble(), DeterministicJitter.fraction(seed, n));
    }
  }
}

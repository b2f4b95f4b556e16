package dev.rollcall.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a machine must have for a test. */
final class Need {

  private Need() {}

  /** Skips the test, with the reason, where it is not there; in CI that fails. */
  static void isThere(boolean there, String reason) {
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertTrue(there, reason);
    }
    assumeTrue(there, reason);
  }
}

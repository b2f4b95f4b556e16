package dev.rollcall.testing.program;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** Skips tests whose prerequisites the machine does not have; in CI they fail. */
public final class Prerequisites {

  private Prerequisites() {}

  /** Requires that something is there, or else gives this reason. */
  public static void require(boolean there, String reason) {
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertTrue(there, reason);
    }
    assumeTrue(there, reason);
  }

  /** Requires so many file descriptors for this process. */
  public static void requireFileDescriptors(long count) {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    long most =
        system instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    require(
        most >= count, "needs %d file descriptors, and has %d (ulimit -n)".formatted(count, most));
  }
}

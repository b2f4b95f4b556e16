package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What the reader of peers files promises for any bytes up to 64 KB: it throws nothing, takes less
 * than a second of its thread's time, and what it accepts is a roster.
 *
 * <p>Memory: all that is allocated while reading, garbage included, stays below 64 MB. That is more
 * than is ever held at once, so it bounds that as well.
 */
final class Promise {

  static final int LARGEST = 64 << 10;

  private static final long MOST_NANOS = 1_000_000_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  // The first reading loads the classes, and in a search rewrites them: that is not counted.
  static {
    Corpus.all().map(Corpus::content).forEach(Promise::read);
  }

  private Promise() {}

  /** Fails if it is broken. */
  static void check(byte[] bytes) {
    Thread thread = Thread.currentThread();
    long allocated = THREADS.getThreadAllocatedBytes(thread.getId());
    long nanos = THREADS.getCurrentThreadCpuTime();
    ParseResult<Roster> reading = read(bytes);
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    allocated = THREADS.getThreadAllocatedBytes(thread.getId()) - allocated;

    assertTrue(nanos < MOST_NANOS, "took ns: " + nanos);
    assertTrue(allocated < MOST_BYTES, "allocated: " + allocated);
    if (reading instanceof ParseResult.Valid<Roster> accepted) {
      check(accepted.value());
    } else {
      Rosters.problems(reading).forEach(Promise::checkLine);
    }
  }

  private static ParseResult<Roster> read(byte[] bytes) {
    return PeersFile.read("p", bytes, Rosters.NODE, Optional.empty());
  }

  private static void check(Roster roster) {
    assertFalse(roster.members().isEmpty());
    assertEquals(64, roster.digest().length());
    assertEquals(
        roster, new Roster(roster.members(), roster.links(), roster.self(), roster.digest()));
  }

  /** One line in a log, and no escape sequence for its terminal. */
  private static void checkLine(String problem) {
    assertTrue(problem.startsWith("p:") || problem.startsWith("rollcall."), problem);
    assertTrue(problem.chars().noneMatch(Character::isISOControl), problem);
  }
}

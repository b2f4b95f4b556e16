package dev.rollcall.systemd;

import dev.rollcall.text.PrintableText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what the service manager expects of this process from environment variables. An empty one
 * counts as not set.
 *
 * @param socket where it expects notifications: a path, or {@code @name} of the abstract namespace
 * @param watchdog the longest time between two heartbeats
 * @param problems what is wrong with the variables, a line each; such a variable is ignored
 */
record NotifyEnvironment(
    Optional<String> socket, Optional<Duration> watchdog, List<String> problems) {

  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final String WATCHDOG = "WATCHDOG_USEC";
  private static final String WATCHDOG_PID = "WATCHDOG_PID";

  /** As often as the shortest of these, timers can still be relied on. */
  private static final Duration MIN_WATCHDOG = Duration.ofMillis(10);

  NotifyEnvironment {
    problems = List.copyOf(problems);
  }

  /**
   * Without a socket nothing else counts.
   *
   * @param pid of this process; a watchdog may be meant for another
   */
  static NotifyEnvironment of(Map<String, String> environment, long pid) {
    List<String> problems = new ArrayList<>();
    Optional<String> socket = get(environment, SOCKET).filter(value -> isSocket(value, problems));
    if (socket.isEmpty()) {
      return new NotifyEnvironment(socket, Optional.empty(), problems);
    }
    Optional<Long> watched = get(environment, WATCHDOG_PID).map(value -> pid(value, problems));
    Optional<Duration> watchdog =
        get(environment, WATCHDOG)
            .filter(value -> watched.isEmpty() || watched.get() == pid)
            .flatMap(value -> watchdog(value, problems));
    return new NotifyEnvironment(socket, watchdog, problems);
  }

  private static Optional<String> get(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private static boolean isSocket(String value, List<String> problems) {
    if (value.length() > 1 && (value.startsWith("/") || value.startsWith("@"))) {
      return true;
    }
    problems.add(
        problem(SOCKET, value, "a path such as /run/systemd/notify, or @name")
            + "; the service manager is not notified");
    return false;
  }

  /** One that cannot be read is nobody's. */
  private static long pid(String value, List<String> problems) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      problems.add(
          problem(WATCHDOG_PID, value, "the id of a process") + "; the watchdog is disabled");
      return -1;
    }
  }

  private static Optional<Duration> watchdog(String value, List<String> problems) {
    try {
      Duration watchdog = Duration.of(Long.parseLong(value), ChronoUnit.MICROS);
      if (watchdog.compareTo(MIN_WATCHDOG) >= 0) {
        return Optional.of(watchdog);
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number that is out of range.
    }
    problems.add(
        problem(
                WATCHDOG,
                value,
                "microseconds, %d or more".formatted(MIN_WATCHDOG.toNanos() / 1_000))
            + "; the watchdog is disabled");
    return Optional.empty();
  }

  private static String problem(String name, String value, String expected) {
    return "%s is '%s'; expected %s".formatted(name, PrintableText.printable(value), expected);
  }
}

package dev.rollcall.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyEnvironmentTest {

  private static final String PATH = "/run/systemd/notify";
  private static final long PID = 42;

  @ParameterizedTest(name = "{0}, {1}, {2}: {3}, {4}")
  @CsvSource({
    "/run/systemd/notify, , , /run/systemd/notify,",
    "@/org/freedesktop/systemd1/notify, , , @/org/freedesktop/systemd1/notify,",
    "@x, 30000000, , @x, 30000000",
    "@x, 30000000, 42, @x, 30000000",
    "@x, 30000000, 43, @x,",
    "@x, , 42, @x,",
    "@x, 10000, , @x, 10000",
    "@x, '', '', @x,",
    ", , , ,",
    "'', , , ,",
    ", 30000000, 42, ,",
    ", rubbish, rubbish, ,",
  })
  void whatIsAskedIsRead(
      String socket, String watchdog, String pid, String readSocket, Long readWatchdog) {
    assertEquals(
        new NotifyEnvironment(
            Optional.ofNullable(readSocket),
            Optional.ofNullable(readWatchdog).map(micros -> Duration.of(micros, ChronoUnit.MICROS)),
            List.of()),
        asked(socket, watchdog, pid));
  }

  @ParameterizedTest(name = "NOTIFY_SOCKET={0}")
  @CsvSource({"notify", "/", "@", "vsock:2:1234", "' /run/x'"})
  void aSocketThatIsNoneIsTold(String socket) {
    assertEquals(
        new NotifyEnvironment(
            Optional.empty(),
            Optional.empty(),
            List.of(
                "NOTIFY_SOCKET is '"
                    + socket
                    + "'; expected a path such as /run/systemd/notify, or @name;"
                    + " the service manager is not notified")),
        asked(socket, "30000000", ""));
  }

  @ParameterizedTest(name = "WATCHDOG_USEC={0}")
  @CsvSource({"0", "-1", "9999", "30s", "1e6", "18446744073709551615", "' 30000000'"})
  void aWatchdogThatIsNoneIsTold(String watchdog) {
    assertEquals(
        List.of(
            "WATCHDOG_USEC is '"
                + watchdog
                + "'; expected microseconds, 10000 or more; the watchdog is disabled"),
        asked(PATH, watchdog, "").problems());
    assertEquals(Optional.empty(), asked(PATH, watchdog, "").watchdog());
  }

  @Test
  void aWatchdogOfNobodyIsTold() {
    NotifyEnvironment asked = asked(PATH, "30000000", "self\n");
    assertEquals(
        List.of(
            "WATCHDOG_PID is 'self\\u000a'; expected the id of a process; the watchdog is disabled"),
        asked.problems());
    assertEquals(Optional.empty(), asked.watchdog());
  }

  private static NotifyEnvironment asked(String socket, String watchdog, String pid) {
    Map<String, String> environment = new TreeMap<>();
    Optional.ofNullable(socket).ifPresent(value -> environment.put("NOTIFY_SOCKET", value));
    Optional.ofNullable(watchdog).ifPresent(value -> environment.put("WATCHDOG_USEC", value));
    Optional.ofNullable(pid).ifPresent(value -> environment.put("WATCHDOG_PID", value));
    return NotifyEnvironment.of(environment, PID);
  }
}

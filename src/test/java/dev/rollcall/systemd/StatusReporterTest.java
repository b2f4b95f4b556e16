package dev.rollcall.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReporterTest {

  private final ManualClock time = new ManualClock();
  private final List<String> told = new ArrayList<>();
  private final StatusReporter notices =
      new StatusReporter(time, this::status, new SdNotify(time, this::note));
  private String status = "one";

  @Test
  void whatIsNewAfterAQuietTimeIsToldAtOnce() {
    notices.look();
    time.advance(Duration.ofMinutes(1));
    status = "two";
    notices.look();

    assertEquals(List.of("0: STATUS=one", "60000: STATUS=two"), told);
  }

  @Test
  void whatReadsTheSameIsNotToldAgain() {
    for (int i = 0; i < 100; i++) {
      notices.look();
      time.advance(Duration.ofSeconds(2));
    }

    assertEquals(List.of("0: STATUS=one"), told);
    assertEquals(0, time.timers().pending());
  }

  @Test
  void aStatusThatChangesAllTheTimeIsToldOnceASecondAndTheLastIsNeverLost() {
    for (int i = 0; i < 250; i++) {
      status = "at " + i * 10;
      notices.look();
      time.advance(Duration.ofMillis(10));
    }
    time.advance(Duration.ofSeconds(10));

    assertEquals(
        List.of(
            "0: STATUS=at 0",
            "1000: STATUS=at 990",
            "2000: STATUS=at 1990",
            "3000: STATUS=at 2490"),
        told);
  }

  @Test
  void oneThatIsBackBeforeItIsToldIsNoNews() {
    notices.look();
    status = "two";
    notices.look();
    status = "one";
    time.advance(Duration.ofSeconds(10));

    assertEquals(List.of("0: STATUS=one"), told);
  }

  private String status() {
    return status;
  }

  private void note(String message) {
    told.add(time.now().ticks() / 1_000_000 + ": " + message);
  }
}

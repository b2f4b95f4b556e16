package dev.rollcall.systemd;

import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.directory.ThrottledNotifier;
import dev.rollcall.directory.Watchers;
import dev.rollcall.testing.peer.DirectoryFixture;
import dev.rollcall.testing.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusReporterTest {

  private final ManualClock clock = new ManualClock();
  private final ThrottledNotifier notifier = new ThrottledNotifier(clock);
  private final DirectoryFixture lab = new DirectoryFixture(peers("a"));
  private final List<String> reported = new ArrayList<>();
  private String status = "one";

  @BeforeEach
  void subscribe() {
    new Watchers(lab.directory(), notifier, clock, 1)
        .distinct(snapshot -> status, clock.timers()::execute)
        .subscribe(new StatusReporter(clock, new SdNotify(clock, this::note)));
    clock.advance(Duration.ZERO);
  }

  @Test
  void whatIsNewAfterAQuietTimeIsReportedAtOnce() {
    clock.advance(Duration.ofMinutes(1));
    change("two");
    clock.advance(Duration.ZERO);

    assertEquals(List.of("0: STATUS=one", "60000: STATUS=two"), reported);
  }

  @Test
  void whatReadsTheSameIsNotReportedAgain() {
    for (int i = 0; i < 100; i++) {
      change("one");
      clock.advance(Duration.ofSeconds(2));
    }

    assertEquals(List.of("0: STATUS=one"), reported);
    assertEquals(0, clock.timers().pending());
  }

  @Test
  void aStatusThatChangesAllTheTimeIsReportedOnceASecondAndTheLastIsNeverLost() {
    for (int i = 0; i < 250; i++) {
      change("at " + i * 10);
      clock.advance(Duration.ofMillis(10));
    }
    clock.advance(Duration.ofSeconds(10));

    assertEquals(
        List.of(
            "0: STATUS=one", "1000: STATUS=at 990", "2000: STATUS=at 1990", "3000: STATUS=at 2490"),
        reported);
  }

  @Test
  void oneThatIsBackBeforeItIsReportedIsNotNew() {
    change("two");
    change("one");
    clock.advance(Duration.ofSeconds(10));

    assertEquals(List.of("0: STATUS=one"), reported);
  }

  private void change(String newStatus) {
    status = newStatus;
    notifier.changed();
  }

  private void note(String message) {
    reported.add(clock.now().ticks() / 1_000_000 + ": " + message);
  }
}

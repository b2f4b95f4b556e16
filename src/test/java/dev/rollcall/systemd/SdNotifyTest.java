package dev.rollcall.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SdNotifyTest {

  private static final String STOPPING = "STOPPING=1\nSTATUS=shutting down";

  private final ManualClock time = new ManualClock();
  private final List<String> told = new ArrayList<>();
  private final SdNotify notices = new SdNotify(time, told::add);

  @Test
  void fromTheStartToTheEnd() {
    notices.status("0 of 0 peers answer, 2 not checked yet");
    notices.started();
    notices.started();
    notices.alive();
    notices.stopping();
    notices.stopping();
    notices.alive();

    assertEquals(
        List.of(
            "STATUS=0 of 0 peers answer, 2 not checked yet",
            "READY=1",
            "WATCHDOG=1",
            STOPPING,
            "WATCHDOG=1"),
        told);
  }

  @Test
  void aReloadIsToldWithItsTimeInMicroseconds() {
    notices.started();
    time.advance(Duration.ofNanos(1_234_567_899));
    notices.reloading();
    time.advance(Duration.ofSeconds(1));
    notices.reloaded();

    assertEquals(List.of("READY=1", "RELOADING=1\nMONOTONIC_USEC=1234567", "READY=1"), told);
  }

  @Test
  void ofReloadsThatOverlapTheLastOneCounts() {
    notices.started();
    notices.reloading();
    notices.reloading();
    notices.reloaded();
    assertEquals(3, told.size(), told.toString());
    notices.reloaded();

    assertEquals("READY=1", told.get(3));
    assertEquals(4, told.size(), told.toString());
  }

  @Test
  void aReloadBeforeItListensMakesItNotReady() {
    notices.reloading();
    notices.reloaded();
    assertEquals(List.of(), told);

    notices.reloading();
    notices.started();
    notices.reloaded();
    assertEquals(List.of("READY=1", "READY=1"), told);
  }

  @Test
  void onceItEndsItIsNeitherReadyNorReloading() {
    notices.started();
    notices.reloading();
    notices.stopping();
    notices.reloaded();
    notices.reloading();
    notices.reloaded();
    notices.started();
    notices.status("1 of 2 peers answers");

    assertEquals(List.of("READY=1", "RELOADING=1\nMONOTONIC_USEC=0", STOPPING), told);
  }

  @Test
  void oneThatEndsBeforeItListensIsNeverReady() {
    notices.stopping();
    notices.started();

    assertEquals(List.of(STOPPING), told);
  }
}

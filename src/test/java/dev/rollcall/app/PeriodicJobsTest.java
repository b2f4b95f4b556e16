package dev.rollcall.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodicJobsTest {

  private final ManualClock time = new ManualClock();
  private final List<String> told = new ArrayList<>();
  private final PeriodicJobs jobs = new PeriodicJobs(new Notes(), time);

  @ParameterizedTest(name = "the clock is set by {0} ms: begun anew {1} times")
  @CsvSource({
    "0, 0",
    "500, 0",
    "-500, 0",
    "86400000, 0",
    "-2000, 1",
    "-3600000, 1",
    "-86400000, 1"
  })
  void jobsBeginAnewWhenTheClockIsSetBack(long millis, int anew) {
    jobs.add("reload", Duration.ofSeconds(5), () -> {});
    time.advance(Duration.ofMinutes(1));
    time.shiftWallClock(Duration.ofMillis(millis));
    time.advance(Duration.ofMinutes(1));

    List<String> expected = new ArrayList<>(List.of("begin reload PT5S"));
    for (int i = 0; i < anew; i++) {
      expected.addAll(List.of("end reload", "begin reload PT5S"));
    }
    assertEquals(expected, told);
  }

  @Test
  void aStopOfTheProgramIsNoChangeOfTheClock() {
    jobs.add("reload", Duration.ofSeconds(5), () -> {});
    time.stall(Duration.ofHours(1));
    time.advance(Duration.ofMinutes(1));
    assertEquals(1, told.size());
  }

  @Test
  void nothingIsLeftAfterTheEnd() {
    jobs.add("reload", Duration.ofSeconds(5), () -> {});
    jobs.add("certificates", Duration.ofSeconds(7), () -> {});
    jobs.stop();
    assertEquals(0, time.timers().pending());
  }

  private final class Notes implements PeriodicJobs.Runner {
    @Override
    public void begin(String name, Duration interval, Runnable task) {
      told.add("begin " + name + " " + interval);
    }

    @Override
    public void end(String name) {
      told.add("end " + name);
    }
  }
}

package dev.rollcall.serve.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Status;
import dev.rollcall.testing.peer.DirectoryFixture;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessTest {

  @ParameterizedTest(name = "[{0}]: {1}")
  @CsvSource({
    "'', true",
    "unknown, false",
    "healthy, true",
    "suspect, true",
    "unhealthy, true",
    "maintenance, true",
    "unhealthy unhealthy unhealthy, true",
    "healthy healthy unknown, false",
    "unhealthy maintenance unknown, false",
    "healthy suspect unhealthy maintenance, true",
  })
  void itIsReadyWhenEveryPeerWasCheckedOnce(String statuses, boolean ready) {
    Readiness readiness = new Readiness(OptionalInt.empty());

    assertEquals(ready, readiness.isReady(snapshot(statuses)));
  }

  @ParameterizedTest(name = "[{0}], at least {1}: {2}")
  @CsvSource({
    "'', 0, true",
    "'', 1, false",
    "unknown, 0, true",
    "unhealthy, 0, true",
    "healthy, 1, true",
    "healthy, 2, false",
    "healthy unknown, 1, true",
    "healthy unhealthy, 1, true",
    "healthy healthy unknown unhealthy, 2, true",
    "healthy healthy unknown unhealthy, 3, false",
    "suspect, 1, false",
    "maintenance, 1, false",
    "unknown unhealthy suspect maintenance, 1, false",
    "healthy healthy healthy, 2, true",
  })
  void itIsReadyWhenSoManyAreHealthyWhereThatIsSet(String statuses, int least, boolean ready) {
    Readiness readiness = new Readiness(OptionalInt.of(least));

    assertEquals(ready, readiness.isReady(snapshot(statuses)));
  }

  private static Snapshot snapshot(String statuses) {
    String[] names = statuses.isEmpty() ? new String[0] : statuses.split(" ", -1);
    DirectoryFixture lab = new DirectoryFixture(DirectoryFixture.peers(names.length));
    for (int i = 0; i < names.length; i++) {
      lab.judge("n%05d".formatted(i), Status.valueOf(names[i].toUpperCase(Locale.ROOT)));
    }
    return lab.directory().snapshot();
  }
}

package dev.rollcall.cli.client.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitConditionTest {

  private static final Set<Status> HEALTHY = Set.of(Status.STATUS_HEALTHY);

  /** One peer for each letter: H, S, X (unhealthy), M, U. */
  private static List<Peer> peers(String letters) {
    return IntStream.range(0, letters.length())
        .mapToObj(i -> TestPeers.of("node" + (i + 1), status(letters.charAt(i))))
        .toList();
  }

  private static Status status(char letter) {
    return switch (letter) {
      case 'H' -> Status.STATUS_HEALTHY;
      case 'S' -> Status.STATUS_SUSPECT;
      case 'X' -> Status.STATUS_UNHEALTHY;
      case 'M' -> Status.STATUS_MAINTENANCE;
      default -> Status.STATUS_UNKNOWN;
    };
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "'', '', 1, false, ''", // nobody is not enough
    "'', H, 1, true, ''",
    "'', HHH, 3, true, ''",
    "'', HXS, 3, false, node2 node3",
    "'', HU, 2, false, node2",
    "'', HM, 1, true, ''", // whom the roster has taken out is not waited for
    "'', M, 1, false, ''",
    "1, HXS, 1, true, node2 node3",
    "2, HXS, 2, false, node2 node3",
    "2, HH, 2, true, ''",
    "1, HHH, 1, true, ''",
    "4, HX, 4, false, node2",
    "4, HM, 4, false, ''",
  })
  void healthyOnes(String count, String letters, int needed, boolean isReached, String missing) {
    OptionalInt number =
        count.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(count));
    WaitCondition.Progress progress = new WaitCondition(number, HEALTHY).evaluate(peers(letters));
    assertEquals(needed, progress.needed());
    assertEquals(isReached, progress.isComplete());
    assertEquals(missing, String.join(" ", progress.missing().stream().map(Peer::getId).toList()));
  }

  @Test
  void onesOfOtherStatuses() {
    WaitCondition condition =
        new WaitCondition(
            OptionalInt.empty(), Set.of(Status.STATUS_MAINTENANCE, Status.STATUS_UNHEALTHY));
    WaitCondition.Progress progress = condition.evaluate(peers("HXM"));
    assertEquals(List.of("node2", "node3"), progress.matching().stream().map(Peer::getId).toList());
    assertEquals(List.of("node1"), progress.missing().stream().map(Peer::getId).toList());
    assertEquals(3, progress.needed());
  }
}

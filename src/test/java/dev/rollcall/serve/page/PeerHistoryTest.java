package dev.rollcall.serve.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.check.Outcome.Success;
import dev.rollcall.check.Reason;
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.PeerState;
import dev.rollcall.monitor.CheckResult;
import dev.rollcall.monitor.History;
import dev.rollcall.monitor.Status;
import dev.rollcall.monitor.Transition;
import dev.rollcall.testing.peer.DirectoryFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerHistoryTest {

  private static final String ODD = "<img src=x onerror=\"alert(1)\">";

  private final DirectoryFixture lab =
      new DirectoryFixture(DirectoryFixture.peers("a", ODD, "a+b/c?&"));
  private final PeerHistory history = new PeerHistory(lab.directory());

  @Test
  void itTellsTransitionsByTheNamesOfTheContract() {
    assertEquals(
        "{\"id\":\"a\",\"transitions\":[],\"roundTripMicros\":[]}", history.of("id=a").json());

    take(
        new Transition(DirectoryFixture.at(1), Status.HEALTHY, Optional.empty()),
        new Transition(DirectoryFixture.at(2), Status.UNHEALTHY, Optional.of(Reason.NOT_SERVING)));

    PeerHistory.JsonResponse answer = history.of("id=a");
    assertEquals(200, answer.status());
    assertEquals(
        """
        {"id":"a","transitions":[\
        {"at":"1970-01-01T00:00:01Z","status":"STATUS_HEALTHY"},\
        {"at":"1970-01-01T00:00:02Z","status":"STATUS_UNHEALTHY","reason":"REASON_NOT_SERVING"}],\
        "roundTripMicros":[]}\
        """,
        answer.json());
  }

  @Test
  void anyIdCanBeAskedFor() {
    assertEquals(200, history.of("id=a%2Bb%2Fc%3F%26").status());
    assertEquals(
        """
        {"id":"<img src=x onerror=\\"alert(1)\\">","transitions":[],"roundTripMicros":[]}\
        """,
        history.of("id=%3Cimg%20src=x+onerror=%22alert(1)%22%3E").json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "id=b      | 404 |  5 | peer 'b' is not listed",
        "id=       | 404 |  5 | peer '' is not listed",
        "id=%00    | 404 |  5 | peer '\\u0000' is not listed",
        "null      | 400 |  3 | the query has 0 ids; expected one, as id=...",
        "name=a    | 400 |  3 | the query has 0 ids; expected one, as id=...",
        "id=a&id=b | 400 |  3 | the query has 2 ids; expected one, as id=...",
        "id=%zz    | 400 |  3 | the query has a % that is not followed by two hex digits",
      })
  void whatCannotBeAnsweredIsTold(String query, int status, int code, String message) {
    String escaped = message.replace("\\", "\\\\");
    assertEquals(
        new PeerHistory.JsonResponse(
            status, "{\"code\":%d,\"message\":\"%s\"}".formatted(code, escaped)),
        history.of(query));
  }

  private void take(Transition... transitions) {
    Directory directory = lab.directory();
    lab.judge("a", Status.HEALTHY);
    PeerState peerState = directory.snapshot().findNamed("a").orElseThrow();
    directory.apply(
        new CheckResult(
            peerState.peer(),
            peerState.health(),
            peerState.health(),
            new Success(Duration.ZERO),
            Duration.ZERO,
            Duration.ZERO,
            new History(List.of(transitions), History.NONE.roundTrips())));
  }
}

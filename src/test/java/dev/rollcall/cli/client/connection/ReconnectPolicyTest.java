package dev.rollcall.cli.client.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.peer.Address;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconnectPolicyTest {

  private static final ServerDescription SERVER =
      new ServerDescription(Address.parse("10.0.0.1:7655"), false, false);
  private static final Status REFUSED =
      Status.UNAVAILABLE.withCause(new ConnectException("Connection refused"));
  private static final String TOLD = "rollcall: " + SERVER.outage(REFUSED) + "; trying again";

  private final List<String> told = new ArrayList<>();

  private ReconnectPolicy outages(boolean bearsTheFirst) {
    return new ReconnectPolicy(told::add, bearsTheFirst);
  }

  @Test
  void itIsToldOnceAndAskedLessAndLessOften() {
    ReconnectPolicy outages = outages(false);
    List<Long> pauses =
        Stream.generate(() -> outages.onDisconnected(SERVER, REFUSED, true))
            .limit(7)
            .map(Duration::toMillis)
            .toList();
    assertEquals(List.of(250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L), pauses);
    assertEquals(List.of(TOLD), told);
  }

  @Test
  void theEndIsToldAndTheNextBeginsAnew() {
    ReconnectPolicy outages = outages(false);
    outages.onDisconnected(SERVER, REFUSED, true);
    outages.onDisconnected(SERVER, REFUSED, true);
    outages.onReconnected(SERVER);
    outages.onReconnected(SERVER);
    assertEquals(Duration.ofMillis(250), outages.onDisconnected(SERVER, REFUSED, true));
    assertEquals(List.of(TOLD, "rollcall: 10.0.0.1:7655 answers again", TOLD), told);
  }

  @Test
  void whoNeverAnsweredIsWaitedForOnlyWhereThatIsAsked() {
    assertEquals(Duration.ofMillis(250), outages(true).onDisconnected(SERVER, REFUSED, false));
    CommandFailedException error =
        assertThrows(
            CommandFailedException.class,
            () -> outages(false).onDisconnected(SERVER, REFUSED, false));
    assertEquals(3, error.exitCode());
    assertEquals(SERVER.message(REFUSED), error.getMessage());
  }

  @Test
  void somethingElseIsNotWaitedFor() {
    Status page =
        Status.UNKNOWN.withDescription("HTTP status code 200\ninvalid content-type: text/html");
    assertThrows(
        CommandFailedException.class, () -> outages(true).onDisconnected(SERVER, page, false));
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {
        "OK",
        "UNAVAILABLE",
        "DEADLINE_EXCEEDED",
        "INTERNAL",
        "UNKNOWN",
        "CANCELLED",
        "RESOURCE_EXHAUSTED"
      },
      mode = EnumSource.Mode.EXCLUDE)
  void anAnswerThatWouldBeTheSameAgainEndsIt(Code code) {
    assertThrows(
        CommandFailedException.class,
        () -> outages(true).onDisconnected(SERVER, code.toStatus(), true));
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {
        "UNAVAILABLE",
        "DEADLINE_EXCEEDED",
        "INTERNAL",
        "UNKNOWN",
        "CANCELLED",
        "RESOURCE_EXHAUSTED"
      })
  void whatMayPassDoesNot(Code code) {
    assertEquals(
        Duration.ofMillis(250), outages(true).onDisconnected(SERVER, code.toStatus(), true));
    assertEquals(1, told.size());
  }
}

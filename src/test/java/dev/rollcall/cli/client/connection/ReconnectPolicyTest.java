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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconnectPolicyTest {

  private static final ServerDescription SERVER =
      new ServerDescription(Address.parse("10.0.0.1:7655"), false, false);
  private static final Status REFUSED =
      Status.UNAVAILABLE.withCause(new ConnectException("Connection refused"));
  private static final Set<Code> RETRYABLE =
      EnumSet.of(
          Code.UNAVAILABLE,
          Code.DEADLINE_EXCEEDED,
          Code.INTERNAL,
          Code.UNKNOWN,
          Code.CANCELLED,
          Code.RESOURCE_EXHAUSTED);
  private static final String OUTAGE = "rollcall: " + SERVER.outage(REFUSED) + "; trying again";

  private final List<String> printed = new ArrayList<>();

  private ReconnectPolicy policy(boolean waitsForFirstAnswer) {
    return new ReconnectPolicy(printed::add, waitsForFirstAnswer);
  }

  @Test
  void anOutageIsReportedOnceAndRetriedLessAndLessOften() {
    ReconnectPolicy policy = policy(false);
    List<Long> delays =
        Stream.generate(() -> policy.onDisconnected(SERVER, REFUSED, true))
            .limit(7)
            .map(Duration::toMillis)
            .toList();
    assertEquals(List.of(250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L), delays);
    assertEquals(List.of(OUTAGE), printed);
  }

  @Test
  void theEndIsReportedAndTheNextOutageStartsOver() {
    ReconnectPolicy policy = policy(false);
    policy.onDisconnected(SERVER, REFUSED, true);
    policy.onDisconnected(SERVER, REFUSED, true);
    policy.onReconnected(SERVER);
    policy.onReconnected(SERVER);
    assertEquals(Duration.ofMillis(250), policy.onDisconnected(SERVER, REFUSED, true));
    assertEquals(List.of(OUTAGE, "rollcall: 10.0.0.1:7655 answers again", OUTAGE), printed);
  }

  @Test
  void aServerThatNeverAnsweredIsRetriedOnlyIfRequested() {
    assertEquals(Duration.ofMillis(250), policy(true).onDisconnected(SERVER, REFUSED, false));
    CommandFailedException error =
        assertThrows(
            CommandFailedException.class,
            () -> policy(false).onDisconnected(SERVER, REFUSED, false));
    assertEquals(3, error.exitCode());
    assertEquals(SERVER.message(REFUSED), error.getMessage());
  }

  @Test
  void anotherProgramIsNotRetried() {
    Status page =
        Status.UNKNOWN.withDescription("HTTP status code 200\ninvalid content-type: text/html");
    assertThrows(
        CommandFailedException.class, () -> policy(true).onDisconnected(SERVER, page, false));
  }

  @ParameterizedTest
  @EnumSource(value = Code.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void onlyAnErrorThatMayPassIsRetried(Code code) {
    Status status = code.toStatus();
    if (RETRYABLE.contains(code)) {
      assertEquals(Duration.ofMillis(250), policy(true).onDisconnected(SERVER, status, true));
      assertEquals(1, printed.size());
    } else {
      assertThrows(
          CommandFailedException.class, () -> policy(true).onDisconnected(SERVER, status, true));
    }
  }
}

package dev.rollcall.check.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Deadline;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.testing.time.ManualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOutcomesTest {

  private static final Duration ROUND_TRIP = Duration.ofMillis(7);
  private static final CheckKind.Http ANY = kind(OptionalInt.empty(), Optional.empty());

  private final Deadline limit = Deadline.startingNow(new ManualClock(), Duration.ofSeconds(3));

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 299})
  void withoutAnExpectationAnyTwoHundredIsASuccess(int status) {
    assertEquals(new Outcome.Success(ROUND_TRIP), of(answer(status, "whatever"), ANY));
  }

  @ParameterizedTest
  @CsvSource({
    "100, PROTOCOL",
    "301, PROTOCOL",
    "304, PROTOCOL",
    "400, PROTOCOL",
    "401, PROTOCOL",
    "403, PROTOCOL",
    "404, UNIMPLEMENTED",
    "405, UNIMPLEMENTED",
    "418, PROTOCOL",
    "429, NOT_SERVING",
    "500, NOT_SERVING",
    "501, UNIMPLEMENTED",
    "502, NOT_SERVING",
    "503, NOT_SERVING",
    "599, NOT_SERVING",
    "600, PROTOCOL"
  })
  void eachOtherStatusHasItsReason(int status, Reason reason) {
    Outcome.Failure failure = failure(answer(status, ""), ANY);
    assertEquals(reason, failure.reason());
    assertTrue(failure.detail().startsWith("GET /health answered " + status), failure.detail());
    assertTrue(failure.detail().endsWith("; expected any from 200 to 299"), failure.detail());
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 401, 404, 503})
  void theExpectedStatusIsASuccessWhateverItIs(int status) {
    CheckKind.Http kind = kind(OptionalInt.of(status), Optional.empty());
    assertEquals(new Outcome.Success(ROUND_TRIP), of(answer(status, ""), kind));
    assertEquals(
        "GET /health answered 200; expected " + status, failure(answer(200, ""), kind).detail());
  }

  @Test
  void someDetailsSayWhatToDo() {
    assertEquals(
        "GET /health answered 401 (it requires credentials); expected any from 200 to 299",
        failure(answer(401, ""), ANY).detail());
    HttpResult.Response redirect =
        new HttpResult.Response(302, Optional.of("https://a/\nb"), "", true, ROUND_TRIP);
    assertEquals(
        "GET /health answered 302 (redirects to https://a/\\u000ab, which is not followed);"
            + " expected any from 200 to 299",
        failure(redirect, ANY).detail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"node1\"", " \"node1\"\r\n", "\n\"node1\"\t"})
  void theExpectedBodyIsComparedWithoutWhiteSpaceAtItsEnds(String body) {
    CheckKind.Http kind = kind(OptionalInt.empty(), Optional.of("\"node1\"\n"));
    assertEquals(new Outcome.Success(ROUND_TRIP), of(answer(200, body), kind));
  }

  @Test
  void anotherBodyIsAWrongPeer() {
    CheckKind.Http kind = kind(OptionalInt.empty(), Optional.of("\"node1\""));
    Outcome.Failure failure = failure(answer(200, "\"node2\"\n\u0007"), kind);
    assertEquals(Reason.WRONG_PEER, failure.reason());
    assertEquals(
        "GET /health answered '\"node2\"\\u000a\\u0007'; expected '\"node1\"'", failure.detail());
  }

  @Test
  void aLongBodyIsShownInPart() {
    CheckKind.Http kind = kind(OptionalInt.empty(), Optional.of("a"));
    String detail = failure(answer(200, "x".repeat(1_000)), kind).detail();
    assertEquals("GET /health answered '" + "x".repeat(80) + "...'; expected 'a'", detail);
  }

  @Test
  void aTooLongBodyIsAWrongPeerEvenIfItBeginsAsExpected() {
    CheckKind.Http kind = kind(OptionalInt.empty(), Optional.of("a"));
    HttpResult.Response endless =
        new HttpResult.Response(200, Optional.empty(), "a", false, ROUND_TRIP);
    assertEquals(Reason.WRONG_PEER, failure(endless, kind).reason());
  }

  @Test
  void anExpectedBodyMayBeEmpty() {
    CheckKind.Http kind = kind(OptionalInt.empty(), Optional.of(""));
    assertEquals(new Outcome.Success(ROUND_TRIP), of(answer(200, "\n"), kind));
    assertEquals(Reason.WRONG_PEER, failure(answer(200, "a"), kind).reason());
  }

  @Test
  void theBodyIsReadOnlyWhereItMatters() {
    CheckKind.Http kind = kind(OptionalInt.empty(), Optional.of("a"));
    assertTrue(HttpOutcomes.needsBody(200, kind));
    assertFalse(HttpOutcomes.needsBody(503, kind));
    assertFalse(HttpOutcomes.needsBody(200, ANY));
  }

  @Test
  void whatIsNoAnswer() {
    assertEquals(
        new Outcome.Failure(Reason.TIMEOUT, "no answer within 3s (connected)"),
        of(new HttpResult.TimedOut("connected"), ANY));
    assertEquals(
        new Outcome.Failure(Reason.PROTOCOL, "host:1 speaks HTTP/2; expected HTTP/1.1"),
        of(new HttpResult.NotHttp("HTTP/2"), ANY));
    CheckKind.Http https =
        new CheckKind.Http(
            "/", OptionalInt.empty(), Optional.empty(), Optional.of(TlsSettings.DEFAULT));
    assertEquals(
        new Outcome.Failure(Reason.PROTOCOL, "host:1 speaks HTTP/2; expected HTTP/1.1 over TLS"),
        of(new HttpResult.NotHttp("HTTP/2"), https));
    assertEquals(Reason.PROTOCOL, failure(new HttpResult.CutOff(), ANY).reason());
    Outcome refused = new Outcome.Failure(Reason.REFUSED, "nothing listens");
    assertEquals(refused, of(new HttpResult.ConnectionFailed(refused), ANY));
  }

  private Outcome of(HttpResult reply, CheckKind.Http kind) {
    return HttpOutcomes.of(reply, kind, "host:1", limit);
  }

  private Outcome.Failure failure(HttpResult reply, CheckKind.Http kind) {
    return assertInstanceOf(Outcome.Failure.class, of(reply, kind));
  }

  private static HttpResult.Response answer(int status, String body) {
    return new HttpResult.Response(status, Optional.empty(), body, true, ROUND_TRIP);
  }

  private static CheckKind.Http kind(OptionalInt status, Optional<String> body) {
    return new CheckKind.Http("/health", status, body, Optional.empty());
  }
}

package dev.rollcall.check.http;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.tls.TlsContexts;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpHealthCheckTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
  private static final String CHUNKED =
      """
      HTTP/1.1 200 OK\r
      Transfer-Encoding: chunked\r
      \r
      2\r
      he\r
      3\r
      llo\r
      0\r
      \r
      """;

  private final CheckFixture lab = new CheckFixture();
  private final TestCertificates authority = TestCertificates.authority("authority");
  private final TlsContexts trusting = TestTls.trusting(authority);

  @AfterEach
  void end() {
    lab.close();
  }

  @Test
  void theRequestIsAsSpecified() {
    lab.name("node.test", "127.0.0.1");
    try (WebServer server = WebServer.start()) {
      String address = "node.test:" + server.port();
      assertFalse(success(check(address, Optional.empty())).roundTripTime().isNegative());
      assertEquals(
          List.of(
              new WebServer.Request(
                  "GET /health?a=b HTTP/1.1", address, "close", "rollcall", "*/*")),
          server.requests());
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
  }

  @Test
  void statusAndBodyDecide() {
    try (WebServer server = WebServer.start()) {
      server.answer(new WebServer.Page(200, "\"node1\"\n"));
      success(check(server.address(), Optional.of("\"node1\"")));
      assertEquals(
          "GET /health?a=b answered '\"node1\"'; expected '\"node2\"'",
          failure(check(server.address(), Optional.of("\"node2\"")), Reason.WRONG_PEER));
      server.answer(new WebServer.Page(503, "\"node1\""));
      failure(check(server.address(), Optional.of("\"node1\"")), Reason.NOT_SERVING);
      server.answer(new WebServer.Page(404, ""));
      failure(check(server.address(), Optional.empty()), Reason.UNIMPLEMENTED);
      server.answer(new WebServer.Page(307, "", Optional.of("/login")));
      String detail = failure(check(server.address(), Optional.empty()), Reason.PROTOCOL);
      assertTrue(detail.contains("redirects to /login, which is not followed"), detail);
      assertEquals(5, server.requests().size());
    }
  }

  @Test
  void aHugeBodyIsReadOnlyIfOneIsExpectedAndThenNotToItsEnd() {
    try (WebServer server = WebServer.start()) {
      server.answer(new WebServer.Page(200, "x".repeat(20_000_000)));
      success(check(server.address(), Optional.empty()));
      String detail = failure(check(server.address(), Optional.of("x")), Reason.WRONG_PEER);
      assertTrue(detail.contains("' and far more; expected 'x'"), detail);
      server.answer(new WebServer.Page(200, "x".repeat(HttpBodyReader.MAX_BYTES)));
      success(check(server.address(), Optional.of("x".repeat(HttpBodyReader.MAX_BYTES))));
    }
  }

  @Test
  void whatComesBeforeTheAnswerIsSkipped() {
    String early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n";
    try (MisbehavingServer server = MisbehavingServer.speaking(early + HEAD + "hello")) {
      success(check(server.address(), Optional.of("hello")));
    }
  }

  @Test
  void aBodyMayEndWithTheConnectionOrComeInChunks() {
    try (MisbehavingServer old = MisbehavingServer.cutOff("HTTP/1.0 200 OK\r\n\r\nhello");
        MisbehavingServer chunks = MisbehavingServer.speaking(CHUNKED)) {
      success(check(old.address(), Optional.of("hello")));
      success(check(chunks.address(), Optional.of("hello")));
    }
  }

  @Test
  void anAnswerThatBreaksOff() {
    try (MisbehavingServer server = MisbehavingServer.cutOff(HEAD + "hel")) {
      assertEquals(
          server.address() + " closed the connection in the middle of its response",
          failure(check(server.address(), Optional.of("hello")), Reason.PROTOCOL));
      success(check(server.address(), Optional.empty()));
    }
  }

  @Test
  void whoSpeaksSomethingElse() {
    try (MisbehavingServer garbage = MisbehavingServer.garbage();
        MisbehavingServer tls = MisbehavingServer.tls();
        MisbehavingServer http2 = MisbehavingServer.speaking("\0\0\0\4\0\0\0\0\0");
        MisbehavingServer almost = MisbehavingServer.speaking("HTTP/1.1 two hundred\r\n\r\n")) {
      String detail = failure(check(garbage.address(), Optional.empty()), Reason.PROTOCOL);
      assertTrue(detail.contains("an unknown protocol (first bytes 00010220"), detail);
      assertEquals(
          tls.address() + " speaks what looks like TLS; expected HTTP/1.1",
          failure(check(tls.address(), Optional.empty()), Reason.PROTOCOL));
      assertEquals(
          http2.address() + " speaks HTTP/2; expected HTTP/1.1",
          failure(check(http2.address(), Optional.empty()), Reason.PROTOCOL));
      failure(check(almost.address(), Optional.empty()), Reason.PROTOCOL);
    }
  }

  @Test
  void aSilentOrSlowServerIsATimeout() {
    try (MisbehavingServer silent = MisbehavingServer.silent();
        MisbehavingServer slow = MisbehavingServer.trickling("HTTP/1.1 200 OK\r\n\r\n");
        MisbehavingServer endless = MisbehavingServer.speaking(HEAD + "h")) {
      assertEquals("no answer within 300ms (connected)", late(silent, Optional.empty()));
      assertEquals("no answer within 300ms (connected)", late(slow, Optional.empty()));
      assertEquals(
          "no answer within 300ms (response incomplete)", late(endless, Optional.of("hello")));
      Eventually.holds("the server sees the end", () -> silent.hungUp() == 1);
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
  }

  private String late(MisbehavingServer server, Optional<String> body) {
    return failure(check(server.address(), body, SHORT), Reason.TIMEOUT);
  }

  @Test
  void whoHangsUp() {
    try (MisbehavingServer closing = MisbehavingServer.closing();
        MisbehavingServer resetting = MisbehavingServer.resetting()) {
      failure(check(closing.address(), Optional.empty()), Reason.PROTOCOL);
      failure(check(resetting.address(), Optional.empty()), Reason.PROTOCOL);
    }
  }

  @Test
  void nobodyListens() {
    try (RefusingPort dead = RefusingPort.take()) {
      failure(check(dead.address(), Optional.empty()), Reason.REFUSED);
    }
    failure(check("node.invalid:1", Optional.empty()), Reason.UNRESOLVED);
  }

  @Test
  void theSecondAddressOfANameIsTriedToo() {
    try (WebServer server = WebServer.start()) {
      lab.name("node.test", "127.0.0.2", "127.0.0.1");
      success(check("node.test:" + server.port(), Optional.empty()));
    }
  }

  @Test
  void overTls() {
    try (WebServer server = WebServer.start(TestTls.server(authority.server("127.0.0.1")))) {
      server.answer(new WebServer.Page(200, "hello"));
      success(https(server.address(), trusting));
      failure(
          https(server.address(), TestTls.trusting(TestCertificates.authority("other"))),
          Reason.TLS);
      failure(check(server.address(), Optional.empty()), Reason.PROTOCOL);
    }
    try (WebServer server = WebServer.start()) {
      assertEquals(
          server.address() + " does not speak TLS; it answered with plain-text HTTP",
          failure(https(server.address(), trusting), Reason.TLS));
    }
  }

  @Test
  void theHostIsTheServerNameIfOneIsSet() {
    TlsSettings named = new TlsSettings(Optional.empty(), Optional.of("a.example.test"));
    CheckKind.Http kind =
        new CheckKind.Http("/", OptionalInt.empty(), Optional.empty(), Optional.of(named));
    try (WebServer server =
        WebServer.start(TestTls.server(authority.server("a.example.test", "127.0.0.1")))) {
      success(open(server.address(), kind, CheckFixture.AMPLE, trusting));
      assertEquals("a.example.test:" + server.port(), server.headers().get(0).get("host"));
    }
  }

  @Test
  void headersAreSentAndReplaceOurOwn() {
    try (WebServer server = WebServer.start()) {
      success(open(server, Map.of("authorization", "Bearer x", "host", "b.example.test")));
      Map<String, String> sent = server.headers().get(0);
      assertEquals("Bearer x", sent.get("authorization"));
      assertEquals("b.example.test", sent.get("host"));
      assertEquals("rollcall", sent.get("user-agent"));
      success(open(server, Map.of("user-agent", "check", "accept", "text/plain")));
      sent = server.headers().get(1);
      assertEquals(server.address(), sent.get("host"));
      assertEquals("check", sent.get("user-agent"));
      assertEquals("text/plain", sent.get("accept"));
      assertEquals("close", sent.get("connection"));
    }
  }

  @Test
  void aHeaderThatIsRepeatedInTheAnswerIsNotShown() {
    try (WebServer server = WebServer.start()) {
      server.answer(new WebServer.Page(200, "{\"authorization\": \"Bearer s3cret\"}"));
      assertEquals(
          "GET / answered '{\"authorization\": \"(hidden)\"}'; expected 'hello'",
          failure(open(server, Map.of("authorization", "Bearer s3cret")), Reason.WRONG_PEER));
      server.answer(new WebServer.Page(302, "", Optional.of("/login?key=s3cret")));
      assertEquals(
          "GET / answered 302 (redirects to /login?key=(hidden), which is not followed);"
              + " expected any from 200 to 299",
          failure(open(server, Map.of("x-key", "s3cret")), Reason.PROTOCOL));
    }
  }

  private HealthCheck open(WebServer server, Map<String, String> headers) {
    Optional<String> body =
        headers.containsValue("Bearer s3cret") ? Optional.of("hello") : Optional.empty();
    CheckKind.Http kind =
        new CheckKind.Http(
            "/", OptionalInt.empty(), body, new TreeMap<>(headers), Optional.empty());
    return open(server.address(), kind, CheckFixture.AMPLE, trusting);
  }

  @Test
  void overTlsWithSilence() {
    try (MisbehavingServer silent = MisbehavingServer.silent();
        MisbehavingServer closing = MisbehavingServer.closing()) {
      HealthCheck check = open(silent.address(), kind(Optional.empty(), true), SHORT, trusting);
      assertEquals(
          "no answer within 300ms (connected, in the TLS handshake)",
          failure(check, Reason.TIMEOUT));
      failure(https(closing.address(), trusting), Reason.TLS);
    }
  }

  @Test
  void overTlsWithACertificateOfOurs() {
    TestCertificate its = authority.server("127.0.0.1");
    for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
      try (WebServer server = WebServer.start(TestTls.server(its, authority, protocol))) {
        server.answer(new WebServer.Page(200, "hello"));
        success(https(server.address(), TestTls.trusting(authority, authority.client("rollcall"))));
        String detail = failure(https(server.address(), trusting), Reason.TLS);
        assertTrue(detail.contains("rejected the client certificate"), detail);
      }
    }
  }

  @Test
  void givingUpClosesTheSocket() {
    try (MisbehavingServer silent = MisbehavingServer.silent()) {
      Cancellable waiting =
          check(silent.address(), Optional.empty()).check().subscribe().with(outcome -> {});
      Eventually.holds("it is connected", () -> silent.accepted() == 1);
      waiting.cancel();
      Eventually.holds("the server sees the end", () -> silent.hungUp() == 1);
      Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
    }
  }

  @Test
  void anInvalidPathIsNotThePeersAndNothingIsSent() {
    CheckKind.Http broken =
        new CheckKind.Http("/a b\r\nX: y", OptionalInt.empty(), Optional.empty(), Optional.empty());
    try (WebServer server = WebServer.start()) {
      Outcome outcome =
          CheckFixture.outcome(open(server.address(), broken, CheckFixture.AMPLE, trusting));
      assertInstanceOf(Outcome.Skipped.class, outcome);
      assertEquals(List.of(), server.requests());
    }
  }

  @Test
  void anotherKindOfCheckIsRejected() {
    HttpHealthCheckFactory checks =
        new HttpHealthCheckFactory(
            CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), trusting));
    assertThrows(
        IllegalArgumentException.class,
        () -> checks.open(CheckFixture.peer("a:1", new CheckKind.Tcp(), SHORT)));
  }

  private HealthCheck https(String address, TlsContexts contexts) {
    return open(address, kind(Optional.of("hello"), true), CheckFixture.AMPLE, contexts);
  }

  private HealthCheck check(String address, Optional<String> body) {
    return check(address, body, CheckFixture.AMPLE);
  }

  private HealthCheck check(String address, Optional<String> body, Duration timeout) {
    return open(address, kind(body, false), timeout, trusting);
  }

  private static CheckKind.Http kind(Optional<String> body, boolean tls) {
    return new CheckKind.Http(
        "/health?a=b",
        OptionalInt.empty(),
        body,
        tls ? Optional.of(TlsSettings.DEFAULT) : Optional.empty());
  }

  private HealthCheck open(
      String address, CheckKind.Http kind, Duration timeout, TlsContexts contexts) {
    return new HttpHealthCheckFactory(
            CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), contexts))
        .open(CheckFixture.peer(address, kind, timeout));
  }
}

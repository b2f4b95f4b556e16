package dev.rollcall.check.http;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.peer.CheckFixture;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of HTTP/1 is accepted as curl accepts it, and what is said of the rest. */
class HttpResponseSyntaxTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

  private final CheckFixture fixture = new CheckFixture();

  @AfterEach
  void end() {
    fixture.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK[n]Content-Length: 5[n][n]hello",
        "HTTP/1.1 200[rn]Content-Length: 5[rn][rn]hello",
        "HTTP/1.1 200 [rn]Content-Length: 5[rn][rn]hello",
        "HTTP/1.1  200 OK[rn]Content-Length: 5[rn][rn]hello",
        "HTTP/1.0 200 OK[rn]content-length:5[rn][rn]hello",
        "HTTP/1.1 200 OK[rn]Content-Length: 5[rn]Content-Length: 5[rn][rn]hello",
        "HTTP/1.1 200 OK[rn]Content-Length: 5, 5[rn][rn]hello",
        "HTTP/1.1 200 OK[rn]Content-Length : 5[rn][rn]hello",
        "HTTP/1.1 200 OK[rn]Content-Length:[rn] 5[rn]X: a[rn]\tb[rn][rn]hello",
        "HTTP/1.1 200 OK[rn]Content-Length: 99[rn]Transfer-Encoding: chunked[rn][rn]5[rn]hello[rn]0[rn][rn]",
        "HTTP/1.1 200 OK[n]Transfer-Encoding: Chunked[n][n]2;a=b[n]he[n]0003 [n]llo[n]0[n]X: y[n][n]",
        "HTTP/1.1 100 Continue[n][n]HTTP/1.1 200 OK[n]Content-Length: 5[n][n]hello",
      })
  void isReadAsCurlReadsIt(String response) {
    try (MisbehavingServer server = MisbehavingServer.speaking(bytes(response))) {
      success(check(server, Optional.of("hello")));
      success(check(server, Optional.empty()));
    }
  }

  @Test
  void aHeaderOfSomeKilobytesIsUsualWithCookiesAndPolicies() {
    String head = OK + "Content-Length: 5\r\nX-Large: " + "x".repeat(8_250) + "\r\n\r\nhello";
    try (MisbehavingServer server = MisbehavingServer.speaking(head);
        MisbehavingServer many =
            MisbehavingServer.speaking(OK + "Set-Cookie: a=b\r\n".repeat(3_000) + "\r\n")) {
      success(check(server, Optional.of("hello")));
      success(check(many, Optional.empty()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "HTTP/1.1 two hundred[rn][rn] | the status line 'HTTP/1.1 two hundred' is malformed; expected one such as 'HTTP/1.1 200 OK'",
        "HTTP/1.1 2000 OK[rn][rn]     | the status line 'HTTP/1.1 2000 OK' is malformed; expected one such as 'HTTP/1.1 200 OK'",
        "HTTP/1.x 200 OK[rn][rn]      | the status line 'HTTP/1.x 200 OK' is malformed; expected one such as 'HTTP/1.1 200 OK'",
        "HTTP/1.1 200 OK[rn]no colon[rn][rn]        | the header line 'no colon' has no ':'",
        "HTTP/1.1 200 OK[rn]: value[rn][rn]         | the header line ': value' has no name",
        "HTTP/1.1 200 OK[rn] folded[rn][rn]         | the header begins with a continued line, ' folded'",
        "HTTP/1.1 200 OK[rn]A: b[0]c[rn][rn]        | the header has a NUL byte",
        "HTTP/1.1 20[0]0 OK[rn][rn]                 | the header has a NUL byte",
        "HTTP/1.1 200 OK[rn]Content-Length: 5[rn]Content-Length: 6[rn][rn]hello! | the header has different values of Content-Length, '5' and '6'",
        "HTTP/1.1 200 OK[rn]Content-Length: 5, 6[rn][rn]hello! | the header has different values of Content-Length, '5' and '6'",
        "HTTP/1.1 200 OK[rn]Content-Length: -1[rn][rn]         | Content-Length is '-1'; expected a number of bytes",
        "HTTP/1.1 200 OK[rn]Content-Length: +5[rn][rn]hello    | Content-Length is '+5'; expected a number of bytes",
        "HTTP/1.1 200 OK[rn]Content-Length: five[rn][rn]hello  | Content-Length is 'five'; expected a number of bytes",
        "HTTP/1.1 200 OK[rn]Content-Length: 99999999999999999999[rn][rn]hello | Content-Length is '99999999999999999999'; expected a number of bytes",
        "HTTP/1.1 200 OK[rn]Transfer-Encoding: chunked[rn][rn]xyz[rn]    | the chunk size 'xyz' is malformed; expected a hexadecimal number",
        "HTTP/1.1 200 OK[rn]Transfer-Encoding: chunked[rn][rn][rn]       | the chunk size '' is malformed; expected a hexadecimal number",
        "HTTP/1.1 200 OK[rn]Transfer-Encoding: chunked[rn][rn]-5[rn]     | the chunk size '-5' is malformed; expected a hexadecimal number",
        "HTTP/1.1 200 OK[rn]Transfer-Encoding: chunked[rn][rn]fffffffffffffffff[rn] | the chunk size 'fffffffffffffffff' is malformed; expected a hexadecimal number",
        "HTTP/1.1 200 OK[rn]Transfer-Encoding: chunked[rn][rn]2[rn]hello[rn]0[rn][rn] | a chunk has more than the 2 bytes that its size says",
      })
  void whatIsWrongIsSaidInTermsOfHttp(String response, String fault) {
    try (MisbehavingServer server = MisbehavingServer.speaking(bytes(response))) {
      assertEquals(
          server.address() + " sent an invalid HTTP response: " + fault,
          failure(check(server, Optional.of("hello")), Reason.PROTOCOL));
    }
  }

  @Test
  void whatIsTooLongIsNotReadToItsEnd() {
    try (MisbehavingServer line = MisbehavingServer.speaking("HTTP/1.1 200 " + "x".repeat(99_999));
        MisbehavingServer field = MisbehavingServer.speaking(OK + "X: " + "x".repeat(99_999));
        MisbehavingServer fields = MisbehavingServer.speaking(OK + "X: y\r\n".repeat(99_999));
        MisbehavingServer interim =
            MisbehavingServer.speaking("HTTP/1.1 100 Continue\r\n\r\n".repeat(9_999));
        MisbehavingServer chunk = MisbehavingServer.speaking(CHUNKED + "5;" + "x".repeat(99_999));
        MisbehavingServer trailer =
            MisbehavingServer.speaking(CHUNKED + "0\r\n" + "X: y\r\n".repeat(99_999))) {
      for (MisbehavingServer server : new MisbehavingServer[] {line, field, fields, interim}) {
        assertEquals(
            server.address()
                + " sent an invalid HTTP response: the header has more than 65536 bytes",
            failure(check(server, Optional.empty()), Reason.PROTOCOL));
      }
      for (MisbehavingServer server : new MisbehavingServer[] {chunk, trailer}) {
        assertEquals(
            server.address()
                + " sent an invalid HTTP response:"
                + " a chunk's size line or trailer has more than 65536 bytes",
            failure(check(server, Optional.of("hello")), Reason.PROTOCOL));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>[n]              | text without an HTTP status line (it begins with '<html>')",
        "SSH-2.0-OpenSSH_9[rn]  | text without an HTTP status line (it begins with 'SSH-2.0-OpenSSH_9')",
        "ICY 200 OK[rn]         | text without an HTTP status line (it begins with 'ICY 200 OK')",
        "HTTP/2.0 200 OK[rn]    | another version of HTTP (it begins with 'HTTP/2.0 200 OK')",
      })
  void whoSpeaksNoHttp1(String response, String protocol) {
    try (MisbehavingServer server = MisbehavingServer.speaking(bytes(response))) {
      assertEquals(
          server.address() + " speaks " + protocol + "; expected HTTP/1.1",
          failure(check(server, Optional.empty()), Reason.PROTOCOL));
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK[rn]Content-Length: 5",
        "HTTP/1.1 200 OK[rn]Content-Length: 5[rn][rn]hell",
        "HTTP/1.1 200 OK[rn]Transfer-Encoding: chunked[rn][rn]5[rn]hel",
        "HTTP/1.1 200 OK[rn]Transfer-Encoding: chunked[rn][rn]5[rn]hello[rn]0[rn]",
      })
  void whereverItBreaksOff(String response) {
    try (MisbehavingServer server = MisbehavingServer.cutOff(bytes(response))) {
      assertEquals(
          server.address() + " closed the connection in the middle of its response",
          failure(check(server, Optional.of("hello")), Reason.PROTOCOL));
    }
  }

  @Test
  void aSwitchOfProtocolsThatNobodyRequestedIsNoAnswer() {
    try (MisbehavingServer server =
        MisbehavingServer.speaking("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n")) {
      String detail = failure(check(server, Optional.empty()), Reason.PROTOCOL);
      assertFalse(detail.contains("Exception"), detail);
      assertEquals("GET / answered 101; expected any from 200 to 299", detail);
    }
  }

  private static String bytes(String text) {
    return text.replace("[rn]", "\r\n").replace("[n]", "\n").replace("[0]", "\0");
  }

  private HealthCheck check(MisbehavingServer server, Optional<String> body) {
    CheckKind kind = new CheckKind.Http("/", OptionalInt.empty(), body, Optional.empty());
    return new HttpHealthCheckFactory(
            CheckNetwork.on(
                fixture.loops().group(), fixture.resolver(), fixture.time(), CheckFixture.NO_TLS))
        .open(CheckFixture.peer(server.address(), kind, CheckFixture.AMPLE));
  }
}

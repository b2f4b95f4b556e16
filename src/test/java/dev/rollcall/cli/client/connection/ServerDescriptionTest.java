package dev.rollcall.cli.client.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.Address;
import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Error messages by status; those of real sockets are in UnusableServersTest. */
class ServerDescriptionTest {

  private static final Address ADDRESS = Address.parse("10.0.0.1:7655");
  private static final String ADVICE =
      "; is Rollcall running there? --server (or ROLLCALL_SERVER) names another address";
  private static final String PAGE =
      "HTTP status code %d\ninvalid content-type: text/html\nheaders: x";

  private static String plain(Status status) {
    return new ServerDescription(ADDRESS, false, false).message(status);
  }

  private static String withTls(Status status) {
    return new ServerDescription(ADDRESS, true, false).message(status);
  }

  private static Status away(Throwable cause) {
    return Status.UNAVAILABLE.withDescription("io exception").withCause(cause);
  }

  @Test
  void nothingIsThere() {
    assertEquals(
        "nothing listens at 10.0.0.1:7655 (connection refused)" + ADVICE,
        plain(away(new ConnectException("Connection refused"))));
    assertEquals(
        "10.0.0.1:7655 is unreachable (No route to host)" + ADVICE,
        plain(away(new NoRouteToHostException("No route to host"))));
    assertEquals(
        "the host name of 10.0.0.1:7655 cannot be resolved (nowhere)" + ADVICE,
        plain(away(new UnknownHostException("nowhere"))));
  }

  @Test
  void theConnectionIsClosed() {
    assertEquals(
        "10.0.0.1:7655 reset the connection without an answer; it may require TLS (--tls), or not"
            + " be a Rollcall",
        plain(away(new IOException("Connection reset by peer"))));
    assertEquals(
        "10.0.0.1:7655 closed the connection without an answer",
        withTls(away(new ClosedChannelException())));
  }

  @Test
  void theServerWentAway() {
    Status ended = Status.UNAVAILABLE.withDescription("Network closed for unknown reason");
    assertEquals(
        "10.0.0.1:7655 closed the connection without an answer; it may require TLS (--tls), or not"
            + " be a Rollcall",
        plain(ended));
    ServerDescription known = new ServerDescription(ADDRESS, false, false);
    assertEquals("10.0.0.1:7655 closed the connection without an answer", known.outage(ended));
    assertEquals(
        "nothing listens at 10.0.0.1:7655 (connection refused)",
        known.outage(away(new ConnectException("Connection refused"))));
  }

  @Test
  void tlsFails() {
    String message = withTls(away(new SSLHandshakeException("No subject alternative names")));
    assertTrue(
        message.endsWith(
            "; --ca FILE names the certificates to trust, --server-name the name in the server's"
                + " certificate"),
        message);
  }

  @Test
  void itDoesNotAnswer() {
    assertEquals("10.0.0.1:7655 does not answer", plain(Status.DEADLINE_EXCEEDED));
    assertEquals(
        Optional.of("10.0.0.1:7655 does not answer within 10s"),
        new ServerDescription(ADDRESS, false, false)
            .failure(Status.DEADLINE_EXCEEDED.asRuntimeException(), Duration.ofSeconds(10))
            .userMessage());
  }

  @Test
  void itIsAnotherProgram() {
    assertEquals(
        "10.0.0.1:7655 answers, but is not a Rollcall (Method not found: x); if it requires TLS,"
            + " use --tls",
        plain(Status.UNIMPLEMENTED.withDescription("Method not found: x")));
    assertEquals("10.0.0.1:7655 answers, but is not a Rollcall", withTls(Status.UNIMPLEMENTED));
    assertEquals(
        "10.0.0.1:7655 answers, but is not a Rollcall (HTTP status code 200)",
        withTls(Status.UNKNOWN.withDescription(PAGE.formatted(200))));
    assertEquals(
        "10.0.0.1:7655 answers, but is not a Rollcall (HTTP status code 401)",
        withTls(Status.UNAUTHENTICATED.withDescription(PAGE.formatted(401))));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aProxyThatCannotReachIt(int code) {
    ServerDescription server = new ServerDescription(ADDRESS, false, false);
    for (String description : List.of(PAGE.formatted(code), "HTTP status code " + code)) {
      Status status = Status.UNAVAILABLE.withDescription(description);
      String message = "10.0.0.1:7655: HTTP %d from something in between".formatted(code);
      assertEquals(message, plain(status));
      assertEquals(message, server.outage(status));
      assertFalse(server.isNotRollcall(status));
    }
  }

  @Test
  void itRequiresAToken() {
    assertEquals(
        "10.0.0.1:7655 requires a token; --token-file FILE (or ROLLCALL_TOKEN_FILE) names the file"
            + " that contains it",
        plain(Status.UNAUTHENTICATED));
    assertEquals(
        "10.0.0.1:7655 rejects the token",
        new ServerDescription(ADDRESS, false, true).message(Status.UNAUTHENTICATED));
  }

  @Test
  void anyOtherError() {
    assertEquals(
        "10.0.0.1:7655 answers RESOURCE_EXHAUSTED (too many)",
        plain(Status.RESOURCE_EXHAUSTED.withDescription("too many\nsecond line")));
    assertEquals("10.0.0.1:7655 answers INTERNAL", plain(Status.INTERNAL));
  }

  @Test
  void itsTextDoesNotControlTheTerminal() {
    assertEquals(
        "10.0.0.1:7655 answers ABORTED (\\u001b[2J)",
        plain(Status.ABORTED.withDescription("\u001b[2J")));
  }

  @Test
  void anotherProgramIsNotWorthWaitingFor() {
    ServerDescription server = new ServerDescription(ADDRESS, false, false);
    assertTrue(server.isNotRollcall(Status.UNIMPLEMENTED));
    assertTrue(server.isNotRollcall(Status.UNKNOWN.withDescription(PAGE.formatted(200))));
    assertFalse(server.isNotRollcall(Status.UNAVAILABLE));
    assertFalse(server.isNotRollcall(away(new ConnectException("Connection refused"))));
  }
}

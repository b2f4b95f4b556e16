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
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What a user is told in place of an answer; the troubles of real sockets are TroubleTest's. */
class ServerDescriptionTest {

  private static final Address ADDRESS = Address.parse("10.0.0.1:7655");
  private static final String ADVICE =
      "; is Rollcall running there? --server (or ROLLCALL_SERVER) names another place";
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
  void nobodyIsThere() {
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
  void somebodyHangsUp() {
    assertEquals(
        "10.0.0.1:7655 reset the connection without an answer; does it want TLS (--tls), or is it"
            + " no Rollcall?",
        plain(away(new IOException("Connection reset by peer"))));
    assertEquals(
        "10.0.0.1:7655 closed the connection without an answer",
        withTls(away(new ClosedChannelException())));
  }

  @Test
  void somebodyIsThereNoMore() {
    Status ended = Status.UNAVAILABLE.withDescription("Network closed for unknown reason");
    assertEquals(
        "10.0.0.1:7655 closed the connection without an answer; does it want TLS (--tls), or is it"
            + " no Rollcall?",
        plain(ended));
    ServerDescription known = new ServerDescription(ADDRESS, false, false);
    assertEquals("10.0.0.1:7655 closed the connection without an answer", known.outage(ended));
    assertEquals(
        "nothing listens at 10.0.0.1:7655 (connection refused)",
        known.outage(away(new ConnectException("Connection refused"))));
  }

  @Test
  void tlsFails() {
    String told = withTls(away(new SSLHandshakeException("No subject alternative names")));
    assertTrue(
        told.endsWith(
            "; --ca FILE says whom to trust, --server-name what the certificate must bear"),
        told);
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
  void itIsSomethingElse() {
    assertEquals(
        "10.0.0.1:7655 answers, but is no Rollcall (Method not found: x); if it wants TLS: --tls",
        plain(Status.UNIMPLEMENTED.withDescription("Method not found: x")));
    assertEquals("10.0.0.1:7655 answers, but is no Rollcall", withTls(Status.UNIMPLEMENTED));
    assertEquals(
        "10.0.0.1:7655 answers, but is no Rollcall (HTTP status code 200)",
        withTls(Status.UNKNOWN.withDescription(PAGE.formatted(200))));
    assertEquals(
        "10.0.0.1:7655 answers, but is no Rollcall (HTTP status code 401)",
        withTls(Status.UNAUTHENTICATED.withDescription(PAGE.formatted(401))));
  }

  @Test
  void itWantsAToken() {
    assertEquals(
        "10.0.0.1:7655 wants a token; --token-file FILE (or ROLLCALL_TOKEN_FILE) names the file"
            + " with it",
        plain(Status.UNAUTHENTICATED));
    assertEquals(
        "10.0.0.1:7655 does not take the token",
        new ServerDescription(ADDRESS, false, true).message(Status.UNAUTHENTICATED));
  }

  @Test
  void itRefuses() {
    assertEquals(
        "10.0.0.1:7655 answers RESOURCE_EXHAUSTED (too many)",
        plain(Status.RESOURCE_EXHAUSTED.withDescription("too many\nsecond line")));
    assertEquals("10.0.0.1:7655 answers INTERNAL", plain(Status.INTERNAL));
  }

  @Test
  void nothingItSaysSteersTheTerminal() {
    assertEquals(
        "10.0.0.1:7655 answers ABORTED (\\u001b[2J)",
        plain(Status.ABORTED.withDescription("\u001b[2J")));
  }

  @Test
  void whatWillNotBecomeARollcallByWaiting() {
    ServerDescription server = new ServerDescription(ADDRESS, false, false);
    assertTrue(server.isNotRollcall(Status.UNIMPLEMENTED));
    assertTrue(server.isNotRollcall(Status.UNKNOWN.withDescription(PAGE.formatted(200))));
    assertFalse(server.isNotRollcall(Status.UNAVAILABLE));
    assertFalse(server.isNotRollcall(away(new ConnectException("Connection refused"))));
  }
}

package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkOutcomesTest {

  static Stream<Arguments> errors() {
    return Stream.of(
        arguments(new UnknownHostException("n: Name or service not known"), Reason.UNRESOLVED),
        arguments(new UnresolvedAddressException(), Reason.UNRESOLVED),
        arguments(new ConnectTimeoutException("connection timed out after 3 s"), Reason.TIMEOUT),
        arguments(new SocketTimeoutException(), Reason.TIMEOUT),
        arguments(new ConnectException("Connection timed out: /10.0.0.1:1"), Reason.TIMEOUT),
        arguments(new ConnectException("Connection refused: /10.0.0.1:1"), Reason.REFUSED),
        arguments(new ConnectException("Verbindungsaufbau abgelehnt"), Reason.REFUSED),
        arguments(new ConnectException("Network is unreachable"), Reason.UNREACHABLE),
        arguments(new NoRouteToHostException("No route to host"), Reason.UNREACHABLE),
        arguments(new SocketException("Network is unreachable: /10.0.0.1:1"), Reason.UNREACHABLE),
        arguments(new SocketException("Network is down"), Reason.UNREACHABLE),
        arguments(new BindException("Cannot assign requested address"), Reason.UNREACHABLE),
        arguments(new UnsupportedAddressTypeException(), Reason.UNREACHABLE),
        arguments(new SocketException("Connection reset"), Reason.PROTOCOL),
        arguments(new IOException("Connection reset by peer"), Reason.PROTOCOL),
        arguments(new IOException("Broken pipe"), Reason.PROTOCOL),
        arguments(new ClosedChannelException(), Reason.PROTOCOL),
        arguments(new SSLHandshakeException("no trusted certificate"), Reason.TLS),
        arguments(new NotSslRecordException("not an SSL/TLS record: 48545450"), Reason.TLS),
        arguments(closedInTheHandshake(), Reason.TLS),
        arguments(new DecoderException("HPACK - max encoded size"), Reason.PROTOCOL),
        arguments(new IOException("odd"), Reason.PROTOCOL));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void eachErrorHasItsReason(Throwable error, Reason expected) {
    assertEquals(expected, failure(error).reason());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void aWrappedErrorMeansTheSame(Throwable error, Reason expected) {
    Throwable wrapped = new CompletionException(new RuntimeException(error));
    assertEquals(expected, failure(wrapped).reason());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void theDetailIsOneLineThatNamesThePlace(Throwable error, Reason expected) {
    String detail = failure(error).detail();
    assertTrue(detail.contains("host:1"), detail);
    assertFalse(detail.contains("\n"), detail);
  }

  static Stream<Throwable> errorsOfOurOwn() {
    return Stream.of(
        new IllegalStateException("what"),
        new NullPointerException(),
        new RejectedExecutionException("event executor terminated"),
        new CompletionException(new ClassCastException("A cannot be cast to B")),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("errorsOfOurOwn")
  void anErrorOfOurOwnIsNotThePeers(Throwable error) {
    assertEquals(
        new Outcome.Skipped(
            "internal error, please report it (its stack trace is logged at DEBUG)"),
        NetworkOutcomes.of(error, "host:1"));
  }

  @Test
  void aMessageFromOutsideCannotBreakTheLine() {
    String detail = failure(new IOException("a\nb\u001b[31m")).detail();
    assertEquals("the connection to host:1 failed (a\\u000ab\\u001b[31m)", detail);
  }

  @Test
  void aCircleOfCausesEnds() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);
    assertInstanceOf(Outcome.Skipped.class, NetworkOutcomes.of(two, "host:1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Too many open files", "Cannot allocate memory", "No buffer space available"})
  void exhaustedLocalResourcesSkipTheCheck(String message) {
    Throwable error =
        new ChannelException("Failed to open a socket.", new SocketException(message));
    assertEquals(new Outcome.Skipped(message), NetworkOutcomes.of(error, "host:1"));
  }

  static Stream<Arguments> failuresOfTls() {
    return Stream.of(
        arguments(
            new CertificateExpiredException("NotAfter: Mon Jan 05 10:00:00 UTC 2026"),
            "the certificate of host:1 expired on Mon Jan 05 10:00:00 UTC 2026"),
        arguments(
            new CertificateNotYetValidException("NotBefore: Mon Jan 05 10:00:00 UTC 2026"),
            "the certificate of host:1 is not valid before Mon Jan 05 10:00:00 UTC 2026"),
        arguments(
            new CertPathBuilderException("unable to find valid certification path"),
            "the certificate of host:1 is not signed by a trusted authority (unable to find valid"
                + " certification path)"),
        arguments(
            new CertificateException("No name matching host found"),
            "the certificate of host:1 is for other host names (No name matching host found)"),
        arguments(
            new SSLException("Received fatal alert: certificate_required"),
            "host:1 rejected the client certificate, or requires one (alert"
                + " certificate_required)"),
        arguments(
            new SSLException("Received fatal alert: protocol_version"),
            "host:1 supports none of the TLS versions that are enabled here (alert"
                + " protocol_version)"),
        arguments(
            new NotSslRecordException("not an SSL/TLS record: " + "48".repeat(1_000)),
            "host:1 does not speak TLS; it answered with an unknown protocol"),
        arguments(new CertificateException("odd"), "TLS handshake with host:1 failed (failed)"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfTls")
  void theCauseOfATlsFailureIsReported(Throwable cause, String detail) {
    SSLException error = new SSLException("failed", new IOException(cause));
    assertEquals(new Outcome.Failure(Reason.TLS, detail), NetworkOutcomes.of(error, "host:1"));
  }

  private static ClosedChannelException closedInTheHandshake() {
    ClosedChannelException closed = new ClosedChannelException();
    closed.addSuppressed(new SSLHandshakeException("Connection closed while in progress"));
    return closed;
  }

  private static Outcome.Failure failure(Throwable error) {
    return assertInstanceOf(Outcome.Failure.class, NetworkOutcomes.of(error, "host:1"));
  }
}

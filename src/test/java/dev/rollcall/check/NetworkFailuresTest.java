package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
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
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFailuresTest {

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
        arguments(new IllegalStateException("what"), Reason.PROTOCOL));
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

  @Test
  void aMessageFromOutsideCannotBreakTheLine() {
    String detail = failure(new RuntimeException("a\nb\u001b[31m")).detail();
    assertEquals("asking host:1 failed: RuntimeException (a\\u000ab\\u001b[31m)", detail);
  }

  @Test
  void aCircleOfCausesEnds() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);
    assertEquals(Reason.PROTOCOL, failure(two).reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Too many open files", "Cannot allocate memory", "No buffer space available"})
  void aLackOnThisSideSaysNothingOfThePeer(String lack) {
    Throwable error = new ChannelException("Failed to open a socket.", new SocketException(lack));
    assertEquals(new Outcome.NotAsked(lack), NetworkFailures.of(error, "host:1"));
  }

  private static Outcome.Failure failure(Throwable error) {
    return assertInstanceOf(Outcome.Failure.class, NetworkFailures.of(error, "host:1"));
  }
}

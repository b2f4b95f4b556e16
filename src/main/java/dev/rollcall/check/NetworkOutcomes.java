package dev.rollcall.check;

import dev.rollcall.text.ErrorText;
import dev.rollcall.text.PrintableText;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * What an error of the network means. A pure function of the error's type, and of its message only
 * where the JDK gives one type to different errors.
 */
public final class NetworkOutcomes {

  // Nothing that a library makes is deeper, and a chain may be a circle.

  private NetworkOutcomes() {}

  /**
   * The failure behind this error, told by the outermost of its causes that is known; {@link
   * Reason#PROTOCOL} if none is.
   *
   * @param place what was asked, for people
   */
  public static Outcome of(Throwable error, String place) {
    return ErrorText.causes(error)
        .flatMap(cause -> known(cause, place).stream())
        .findFirst()
        .orElseGet(() -> unknown(error, place));
  }

  private static Optional<Outcome> known(Throwable error, String place) {
    if (error instanceof TlsUnavailableException || isLackHere(error)) {
      return Optional.of(new Outcome.Skipped(String.valueOf(error.getMessage())));
    }
    if (error instanceof UnknownHostException || error instanceof UnresolvedAddressException) {
      return failure(Reason.UNRESOLVED, "the host of " + place + " has no address" + said(error));
    }
    if (isTimeout(error)) {
      return failure(Reason.TIMEOUT, "no connection to " + place + " in time");
    }
    if (error instanceof SSLException tls) {
      return failure(Reason.TLS, TlsFailureMessages.detail(ErrorText.causes(tls), tls, place));
    }
    if (error instanceof NoRouteToHostException
        || error instanceof BindException
        || error instanceof UnsupportedAddressTypeException) {
      return failure(Reason.UNREACHABLE, "no way to " + place + said(error));
    }
    if (error instanceof ConnectException) {
      return isUnreachable(error)
          ? failure(Reason.UNREACHABLE, "no way to " + place + said(error))
          : failure(Reason.REFUSED, "nothing listens at " + place + " (connection refused)");
    }
    if (isReset(error)) {
      return failure(Reason.PROTOCOL, place + " reset the connection without an answer");
    }
    if (error instanceof ClosedChannelException) {
      return endedTheHandshake(error)
          ? failure(Reason.TLS, place + " closed the connection during the TLS handshake")
          : failure(Reason.PROTOCOL, place + " closed the connection without an answer");
    }
    // What is left of these comes from connecting; the JDK has no type for 'network unreachable'.
    return error instanceof SocketException
        ? failure(Reason.UNREACHABLE, "no way to " + place + said(error))
        : Optional.empty();
  }

  // EMFILE, ENFILE, ENOMEM, ENOBUFS: the JDK has no types for them, only strerror's words.
  private static boolean isLackHere(Throwable error) {
    return error instanceof IOException
        && Stream.of("too many open files", "cannot allocate memory", "no buffer space")
            .anyMatch(message(error)::contains);
  }

  private static boolean isTimeout(Throwable error) {
    return error instanceof ConnectTimeoutException
        || error instanceof SocketTimeoutException
        || error instanceof SslHandshakeTimeoutException
        || (error instanceof ConnectException && message(error).contains("timed out"));
  }

  private static boolean isUnreachable(Throwable error) {
    return message(error).contains("unreachable") || message(error).contains("no route");
  }

  private static boolean isReset(Throwable error) {
    return error instanceof IOException
        && Stream.of("reset", "broken pipe", "abort").anyMatch(message(error)::contains);
  }

  // How Netty tells it.
  private static boolean endedTheHandshake(Throwable error) {
    return Stream.of(error.getSuppressed()).anyMatch(SSLException.class::isInstance);
  }

  private static Outcome.Failure unknown(Throwable error, String place) {
    return new Outcome.Failure(
        Reason.PROTOCOL,
        "asking %s failed: %s%s".formatted(place, error.getClass().getSimpleName(), said(error)));
  }

  private static Optional<Outcome> failure(Reason reason, String detail) {
    return Optional.of(new Outcome.Failure(reason, detail));
  }

  private static String message(Throwable error) {
    return Optional.ofNullable(error.getMessage()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static String said(Throwable error) {
    return Optional.ofNullable(error.getMessage())
        .map(message -> " (" + PrintableText.printable(message) + ")")
        .orElse("");
  }
}

package dev.rollcall.check;

import dev.rollcall.check.tls.TlsFailureMessages;
import dev.rollcall.check.tls.TlsUnavailableException;
import dev.rollcall.text.ErrorText;
import dev.rollcall.text.PrintableText;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http2.Http2Exception;
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
import org.jboss.logging.Logger;

/**
 * Maps network errors to outcomes. A pure function of the error's type, and of its message only
 * where the JDK has one type for different errors.
 */
public final class NetworkOutcomes {

  private static final Logger LOG = Logger.getLogger(NetworkOutcomes.class);

  // Not with the error's own message, which is about Java's classes.
  private static final String INTERNAL_ERROR =
      "internal error, please report it (its stack trace is logged at DEBUG)";

  private NetworkOutcomes() {}

  /**
   * The outcome of a check that ended with this error: that of the outermost of its causes that is
   * known; {@link Reason#PROTOCOL} if none is, but one of them comes from the network. Any other
   * error is an internal one, which says nothing about the peer.
   *
   * @param endpoint what was checked, for messages
   */
  public static Outcome of(Throwable error, String endpoint) {
    return ErrorText.causes(error)
        .flatMap(cause -> known(cause, endpoint).stream())
        .findFirst()
        .orElseGet(() -> unknown(error, endpoint));
  }

  private static Optional<Outcome> known(Throwable error, String endpoint) {
    if (error instanceof TlsUnavailableException || ErrorText.isLocalShortage(error)) {
      return Optional.of(new Outcome.Skipped(String.valueOf(error.getMessage())));
    }
    if (error instanceof UnknownHostException || error instanceof UnresolvedAddressException) {
      return failure(
          Reason.UNRESOLVED,
          "the host name of " + endpoint + " cannot be resolved" + parenthesized(error));
    }
    if (isTimeout(error)) {
      return failure(Reason.TIMEOUT, "no connection to " + endpoint + " in time");
    }
    if (error instanceof SSLException tls) {
      return failure(Reason.TLS, TlsFailureMessages.detail(ErrorText.causes(tls), tls, endpoint));
    }
    if (error instanceof NoRouteToHostException
        || error instanceof BindException
        || error instanceof UnsupportedAddressTypeException) {
      return failure(Reason.UNREACHABLE, endpoint + " is unreachable" + parenthesized(error));
    }
    if (error instanceof ConnectException) {
      return isUnreachable(error)
          ? failure(Reason.UNREACHABLE, endpoint + " is unreachable" + parenthesized(error))
          : failure(Reason.REFUSED, "nothing listens at " + endpoint + " (connection refused)");
    }
    if (isReset(error)) {
      return failure(Reason.PROTOCOL, endpoint + " reset the connection without an answer");
    }
    if (error instanceof ClosedChannelException) {
      return endedDuringTlsHandshake(error)
          ? failure(Reason.TLS, endpoint + " closed the connection during the TLS handshake")
          : failure(Reason.PROTOCOL, endpoint + " closed the connection without an answer");
    }
    // The rest of these come from connecting; the JDK has no type for 'network unreachable'.
    return error instanceof SocketException
        ? failure(Reason.UNREACHABLE, endpoint + " is unreachable" + parenthesized(error))
        : Optional.empty();
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

  /** Whether the peer reset the connection, according to this error itself. */
  static boolean isReset(Throwable error) {
    return error instanceof IOException
        && Stream.of("reset", "broken pipe", "abort").anyMatch(message(error)::contains);
  }

  // Netty reports it so.
  private static boolean endedDuringTlsHandshake(Throwable error) {
    return Stream.of(error.getSuppressed()).anyMatch(SSLException.class::isInstance);
  }

  private static Outcome unknown(Throwable error, String endpoint) {
    if (ErrorText.causes(error).anyMatch(NetworkOutcomes::isAboutReceivedBytes)) {
      return new Outcome.Failure(Reason.PROTOCOL, endpoint + " sent an answer that is not valid");
    }
    Optional<Throwable> network =
        ErrorText.causes(error).filter(IOException.class::isInstance).findFirst();
    if (network.isPresent()) {
      return new Outcome.Failure(
          Reason.PROTOCOL,
          "the connection to %s failed%s".formatted(endpoint, parenthesized(network.get())));
    }
    LOG.debugf(error, "internal error in the check of %s", endpoint);
    return new Outcome.Skipped(INTERNAL_ERROR);
  }

  // Netty's errors of decoding: their messages are for those who write decoders.
  private static boolean isAboutReceivedBytes(Throwable error) {
    return error instanceof CodecException || error instanceof Http2Exception;
  }

  private static Optional<Outcome> failure(Reason reason, String detail) {
    return Optional.of(new Outcome.Failure(reason, detail));
  }

  private static String message(Throwable error) {
    return Optional.ofNullable(error.getMessage()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static String parenthesized(Throwable error) {
    return Optional.ofNullable(error.getMessage())
        .map(message -> " (" + PrintableText.printable(message) + ")")
        .orElse("");
  }
}

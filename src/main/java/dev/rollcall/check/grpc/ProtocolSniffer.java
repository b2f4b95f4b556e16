package dev.rollcall.check.grpc;

import io.netty.handler.codec.http2.Http2Exception;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes what a peer sent instead of an answer by the errors of Netty and grpc-java: the
 * protocol of a peer that does not speak HTTP/2, by the first bytes in Netty's message; headers
 * that are too large; the reset of a call. If the wording of these messages changes, a detail gets
 * less precise, and nothing else.
 */
public final class ProtocolSniffer {

  private static final Pattern HEX_DUMP = Pattern.compile("first \\d+ bytes: ([0-9a-f]+)");
  private static final Pattern RESET =
      Pattern.compile("^RST_STREAM .*HTTP/2 error code: ([A-Z_0-9]+)");
  private static final String HTTP = "48545450";
  // An alert or a handshake record of any version of TLS.
  private static final Pattern TLS = Pattern.compile("1[56]03.*");

  private ProtocolSniffer() {}

  /** The name of the protocol; absent if the error has another cause than another protocol. */
  public static Optional<String> protocolOf(@Nullable Throwable error) {
    return error instanceof Http2Exception
        ? dumpIn(error.getMessage()).map(ProtocolSniffer::nameOf)
        : Optional.empty();
  }

  /** Whether headers or trailers were larger than is permitted here. */
  static boolean exceedsHeaderLimit(@Nullable Throwable error) {
    return error instanceof Http2Exception.HeaderListSizeException
        // Far beyond the limit, Netty 4.1 ends the connection, and has no type for the reason.
        || (error instanceof Http2Exception
            && String.valueOf(error.getMessage()).startsWith("Header size exceeded"));
  }

  /** The error of HTTP/2 with which the peer ended a call, by the status that grpc-java made up. */
  static Optional<String> resetOf(@Nullable String description) {
    Matcher reset = RESET.matcher(Optional.ofNullable(description).orElse(""));
    return reset.find() ? Optional.of(reset.group(1)) : Optional.empty();
  }

  private static Optional<String> dumpIn(@Nullable String message) {
    Matcher dump = HEX_DUMP.matcher(Optional.ofNullable(message).orElse(""));
    return dump.find() ? Optional.of(dump.group(1)) : Optional.empty();
  }

  private static String nameOf(String bytes) {
    if (bytes.startsWith(HTTP)) {
      return "HTTP/1";
    }
    return TLS.matcher(bytes).matches() ? "what looks like TLS" : "an unknown protocol";
  }
}

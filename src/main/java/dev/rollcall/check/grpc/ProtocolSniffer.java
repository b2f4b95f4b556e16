package dev.rollcall.check.grpc;

import io.netty.handler.codec.http2.Http2Exception;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the protocol of a peer that does not speak HTTP/2, by the first bytes in Netty's error
 * message. If the wording of that message changes, a detail gets less precise, and nothing else.
 */
public final class ProtocolSniffer {

  private static final Pattern HEX_DUMP = Pattern.compile("first \\d+ bytes: ([0-9a-f]+)");
  private static final String HTTP = "48545450";
  // An alert or a handshake record of any version of TLS.
  private static final Pattern TLS = Pattern.compile("1[56]03.*");

  private ProtocolSniffer() {}

  /** The name of the protocol; absent if the error has another cause than another protocol. */
  public static Optional<String> protocolOf(@Nullable Throwable error) {
    return error instanceof Http2Exception
        ? Optional.of(nameIn(error.getMessage()))
        : Optional.empty();
  }

  private static String nameIn(@Nullable String message) {
    Matcher dump = HEX_DUMP.matcher(Optional.ofNullable(message).orElse(""));
    String bytes = dump.find() ? dump.group(1) : "";
    if (bytes.startsWith(HTTP)) {
      return "HTTP/1";
    }
    return TLS.matcher(bytes).matches() ? "what looks like TLS" : "an unknown protocol";
  }
}

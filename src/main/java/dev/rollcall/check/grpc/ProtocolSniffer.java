package dev.rollcall.check.grpc;

import io.netty.handler.codec.http2.Http2Exception;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What someone speaks who does not speak HTTP/2, told by the first bytes that Netty notes in its
 * error. If the wording of that error changes, a detail gets poorer, and nothing else.
 */
public final class ProtocolSniffer {

  private static final Pattern HEX_DUMP = Pattern.compile("first \\d+ bytes: ([0-9a-f]+)");
  private static final String HTTP = "48545450";
  // An alert or a handshake record of any version of TLS.
  private static final Pattern TLS = Pattern.compile("1[56]03.*");

  private ProtocolSniffer() {}

  /** The protocol; absent if this error does not come from someone who speaks another one. */
  public static Optional<String> protocolOf(@Nullable Throwable error) {
    return error instanceof Http2Exception
        ? Optional.of(named(error.getMessage()))
        : Optional.empty();
  }

  private static String named(@Nullable String message) {
    Matcher dump = HEX_DUMP.matcher(Optional.ofNullable(message).orElse(""));
    String bytes = dump.find() ? dump.group(1) : "";
    if (bytes.startsWith(HTTP)) {
      return "HTTP/1";
    }
    return TLS.matcher(bytes).matches() ? "TLS, as it seems" : "something else";
  }
}

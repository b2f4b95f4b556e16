package dev.rollcall.check.http;

import dev.rollcall.text.PrintableText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Recognizes by its first bytes whether a response is HTTP/1, so that one in another protocol,
 * which may never send the end of a line, is found at once. Pure functions.
 */
final class HttpPreface {

  /** How many bytes are enough for {@link #protocol}. */
  static final int MAX_BYTES = 40;

  private static final byte[] START = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_DUMPED_BYTES = 8;
  private static final Pattern TEXT = Pattern.compile("[ -~]{3,}");

  private HttpPreface() {}

  /** Whether enough has arrived to know that it is HTTP/1. */
  static boolean isHttp1(byte[] start) {
    return start.length >= START.length && isPossible(start);
  }

  /** Whether it may be HTTP/1, by what has arrived so far. */
  static boolean isPossible(byte[] start) {
    int length = Math.min(start.length, START.length);
    return Arrays.equals(start, 0, length, START, 0, length);
  }

  /** What these first bytes are, for messages. */
  static String protocol(byte[] start) {
    String hex = HexFormat.of().formatHex(start, 0, Math.min(MAX_DUMPED_BYTES, start.length));
    if (hex.matches("1[56]03.*")) {
      return "what looks like TLS";
    }
    // A SETTINGS frame, the first of every HTTP/2 server.
    if (hex.matches("0000..04.*")) {
      return "HTTP/2";
    }
    String line = new String(start, StandardCharsets.ISO_8859_1).split("[\r\n]", 2)[0];
    if (!TEXT.matcher(line).matches()) {
      return "an unknown protocol (first bytes " + hex + ")";
    }
    String kind =
        line.startsWith("HTTP/") ? "another version of HTTP" : "text without an HTTP status line";
    return "%s (it begins with '%s')".formatted(kind, PrintableText.printable(line));
  }
}

package dev.rollcall.check.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of a PEM file (RFC 7468). Anything around the blocks is ignored, as OpenSSL ignores it.
 *
 * @param label what it contains, such as {@code CERTIFICATE}
 * @param encrypted whether its headers say that the content is encrypted (RFC 1421)
 * @param text the content in Base64
 */
record PemBlock(String label, boolean encrypted, String text) {

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9#. ]+)-----");
  private static final Pattern HEADER = Pattern.compile("(?m)^[ \\t]*[A-Za-z-]+:.*$");

  /** The blocks of a file, in their order; a block without an end is none. */
  static List<PemBlock> parse(byte[] file) {
    String all = new String(file, ISO_8859_1);
    List<PemBlock> blocks = new ArrayList<>();
    Matcher begin = BEGIN.matcher(all);
    int position = 0;
    while (begin.find(position)) {
      String label = begin.group(1);
      int end = all.indexOf("-----END " + label + "-----", begin.end());
      position = end < 0 ? begin.end() : end;
      if (end >= 0) {
        blocks.add(of(label, all.substring(begin.end(), end)));
      }
    }
    return blocks;
  }

  private static PemBlock of(String label, String body) {
    return new PemBlock(label, body.contains("ENCRYPTED"), HEADER.matcher(body).replaceAll(""));
  }

  /** The content; empty if it is not Base64. */
  Optional<byte[]> content() {
    try {
      return Optional.of(Base64.getMimeDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package dev.rollcall.check.http;

import dev.rollcall.text.PrintableText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The text of a body, decompressed if the peer has compressed it, though it was asked not to.
 *
 * @param text without a byte order mark
 * @param isWhole whether it is complete; else it has more than {@link HttpBodyReader#MAX_BYTES}
 */
record HttpBodyText(String text, boolean isWhole) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int BLOCK = 4 * 1024;
  private static final int DEFLATE = 8;

  /** The text of these bytes, in UTF-8. */
  static HttpBodyText of(byte[] bytes, boolean isWhole, List<String> codings)
      throws InvalidResponseException {
    if (codings.isEmpty()) {
      return new HttpBodyText(decode(bytes), isWhole);
    }
    String coding = String.join(", ", codings);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream plain = decompressing(bytes, coding)) {
      boolean isEnd = copy(plain, text);
      return new HttpBodyText(decode(text.toByteArray()), isEnd && isWhole);
    } catch (EOFException e) {
      if (isWhole) {
        throw invalid(coding);
      }
      return new HttpBodyText(decode(text.toByteArray()), false);
    } catch (IOException e) {
      throw invalid(coding);
    }
  }

  /** Without a byte order mark at the start, which some editors and frameworks write. */
  static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static String decode(byte[] bytes) {
    return withoutMark(new String(bytes, StandardCharsets.UTF_8));
  }

  private static InputStream decompressing(byte[] bytes, String coding)
      throws IOException, InvalidResponseException {
    InputStream compressed = new ByteArrayInputStream(bytes);
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(compressed);
      case "deflate" -> inflating(compressed, new Inflater(!hasZlibHeader(bytes)));
      default ->
          throw InvalidResponseException.invalid(
              "the body is compressed (%s); expected none, as requested, or gzip or deflate"
                  .formatted(PrintableText.printable(coding)));
    };
  }

  private static InputStream inflating(InputStream compressed, Inflater inflater) {
    return new InflaterInputStream(compressed, inflater) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  // Some servers send deflate without the header of RFC 1950, and every client reads both.
  private static boolean hasZlibHeader(byte[] bytes) {
    return bytes.length >= 2
        && (bytes[0] & 0xf) == DEFLATE
        && (((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)) % 31 == 0;
  }

  /** Whether the end was reached; at most a block more than the limit is decompressed. */
  private static boolean copy(InputStream from, ByteArrayOutputStream to) throws IOException {
    byte[] block = new byte[BLOCK];
    while (to.size() <= HttpBodyReader.MAX_BYTES) {
      int length = from.read(block);
      if (length < 0) {
        return true;
      }
      to.write(block, 0, length);
    }
    return false;
  }

  private static InvalidResponseException invalid(String coding) {
    return InvalidResponseException.invalid(
        "the body is not valid %s, as its Content-Encoding says".formatted(coding));
  }
}

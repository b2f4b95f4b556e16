package dev.rollcall.serve.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file of the page, in memory: all of them together are smaller than a photo.
 *
 * @param tag the ETag, in quotes, a digest of the content
 */
record PageFile(String type, String tag, String text) {

  private static final String FOLDER = "/page/";
  private static final int TAG_BYTES = 12;

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  /** Reads the file with this name from the resources. */
  static PageFile read(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("the page's file " + name + " has no known content type");
    }
    try (InputStream in = PageFile.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + FOLDER + name + " is missing");
      }
      byte[] bytes = in.readAllBytes();
      return new PageFile(type, tag(bytes), new String(bytes, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the client has this version already.
   *
   * @param tags the value of If-None-Match; null: none
   */
  boolean isCachedAs(@Nullable String tags) {
    return tags != null
        && (tags.strip().equals("*") || Arrays.asList(tags.split("[\\s,]+")).contains(tag));
  }

  private static String tag(byte[] bytes) {
    return '"' + HexFormat.of().formatHex(Sha256.of(bytes), 0, TAG_BYTES) + '"';
  }
}

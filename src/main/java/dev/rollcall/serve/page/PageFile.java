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
 * One file of the page, held in memory: all of them together are smaller than one picture.
 *
 * @param tag the ETag, in quotes; another one for other bytes
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

  /** The file of this name, which the build must have put beside this class. */
  static PageFile read(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("no type is known for " + name + " of the page");
    }
    try (InputStream in = PageFile.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + FOLDER + name);
      }
      byte[] bytes = in.readAllBytes();
      return new PageFile(type, tag(bytes), new String(bytes, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the client has it already.
   *
   * @param tags those that it has, as If-None-Match lists them; null: none
   */
  boolean isHeldBy(@Nullable String tags) {
    return tags != null
        && (tags.strip().equals("*") || Arrays.asList(tags.split("[\\s,]+")).contains(tag));
  }

  private static String tag(byte[] bytes) {
    return '"' + HexFormat.of().formatHex(Sha256.of(bytes), 0, TAG_BYTES) + '"';
  }
}

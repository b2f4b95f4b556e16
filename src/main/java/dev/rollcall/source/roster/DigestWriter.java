package dev.rollcall.source.roster;

import dev.rollcall.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Values one after the other, each of fixed length or with its length before it, so that no two
 * different series give the same bytes; all of it hashed as it comes.
 */
final class DigestWriter {

  private final MessageDigest sha = Sha256.newDigest();

  /**
   * @param version of what is written; to be changed whenever that is
   */
  DigestWriter(String version) {
    text(version);
  }

  /** A text without lone surrogates. */
  void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    count(bytes.length);
    sha.update(bytes);
  }

  void texts(SortedMap<String, String> values) {
    count(values.size());
    values.forEach(
        (key, value) -> {
          text(key);
          text(value);
        });
  }

  void count(int value) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  /** A finite number; 16 and 16.0 are the same. */
  void number(double value) {
    sha.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
  }

  /** At most a day; 60 s and 1 m are the same. */
  void duration(Duration value) {
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(value.toNanos()).array());
  }

  void truth(boolean value) {
    sha.update((byte) (value ? 1 : 0));
  }

  /** Whether it is there, and the value if it is. */
  <T> void optional(Optional<T> value, Consumer<T> write) {
    truth(value.isPresent());
    value.ifPresent(write);
  }

  /** Ends the series: lower-case hexadecimal. */
  String sha256() {
    return HexFormat.of().formatHex(sha.digest());
  }
}

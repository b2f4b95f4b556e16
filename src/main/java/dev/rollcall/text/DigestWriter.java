package dev.rollcall.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Hashes a series of values. Each has a fixed length or its length before it, so that no two
 * different series give the same bytes.
 */
public final class DigestWriter {

  private final MessageDigest digest = Sha256.newDigest();

  /**
   * @param version of the format; to be changed whenever the format changes
   */
  public DigestWriter(String version) {
    string(version);
  }

  /** A string without lone surrogates. */
  public void string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    integer(bytes.length);
    digest.update(bytes);
  }

  public void stringMap(SortedMap<String, String> values) {
    integer(values.size());
    values.forEach(
        (key, value) -> {
          string(key);
          string(value);
        });
  }

  public void integer(int value) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  /** A finite number; 16 and 16.0 are the same. */
  public void number(double value) {
    digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
  }

  /** At most a day; 60 s and 1 m are the same. */
  public void duration(Duration value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value.toNanos()).array());
  }

  public void bool(boolean value) {
    digest.update((byte) (value ? 1 : 0));
  }

  /** Whether it is present, and the value if it is. */
  public <T> void optional(Optional<T> value, Consumer<T> write) {
    bool(value.isPresent());
    value.ifPresent(write);
  }

  /** Ends the series: SHA-256 in lower-case hexadecimal. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

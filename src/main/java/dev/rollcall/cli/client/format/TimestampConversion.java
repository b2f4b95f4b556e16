package dev.rollcall.cli.client.format;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times of the contract. */
final class TimestampConversion {

  private TimestampConversion() {}

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}

package dev.rollcall.cli.client;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times of the contract. */
final class Times {

  private Times() {}

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}

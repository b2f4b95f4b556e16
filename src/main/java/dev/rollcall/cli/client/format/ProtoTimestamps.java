package dev.rollcall.cli.client.format;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Converts timestamps of the API. */
final class ProtoTimestamps {

  private ProtoTimestamps() {}

  static Instant toInstant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}

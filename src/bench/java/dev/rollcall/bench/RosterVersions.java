package dev.rollcall.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLongArray;

/** A list of peers whose entries all change with each version, and when each was written. */
final class RosterVersions {

  private static final byte[] LABEL = "version".getBytes(US_ASCII);

  /** Between the key of a label and the digits of its value: a tag and a length. */
  private static final int BETWEEN = 2;

  private final Path file;
  private final int peers;
  private final AtomicLongArray written;

  /**
   * @param most versions that are ever written
   */
  RosterVersions(Path directory, int peers, int most) {
    this.file = directory.resolve("peers.json");
    this.peers = peers;
    this.written = new AtomicLongArray(most + 1);
  }

  /** Puts it in the place of the one before; its time is that before it is written. */
  void write(int version) throws IOException {
    written.set(version, System.nanoTime());
    StringBuilder list = new StringBuilder("{\"peers\": [\n");
    for (int i = 0; i < peers; i++) {
      list.append(i == 0 ? "" : ",\n")
          .append(
              ("{\"id\": \"node-%04d\", \"address\": \"%s:1\", \"maintenance\": true,"
                      + " \"labels\": {\"version\": \"%d\", \"site\": \"factory-a\"}}")
                  .formatted(i, LoopbackAddresses.of(i), version));
    }
    Path replacement = file.resolveSibling("peers.new");
    Files.writeString(replacement, list.append("]}\n"));
    Files.move(
        replacement, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** When a version began to be written, as System.nanoTime counts. */
  long written(int version) {
    return written.get(version);
  }

  /** The version of the first peer in a message; -1: it has no peers. */
  static int in(byte[] message) {
    for (int i = 0; i + LABEL.length < message.length; i++) {
      if (isAt(message, i)) {
        return digits(message, i + LABEL.length + BETWEEN);
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] message, int from) {
    for (int i = 0; i < LABEL.length; i++) {
      if (message[from + i] != LABEL[i]) {
        return false;
      }
    }
    return true;
  }

  private static int digits(byte[] message, int from) {
    int value = 0;
    for (int i = from; i < message.length && Character.isDigit(message[i]); i++) {
      value = value * 10 + message[i] - '0';
    }
    return value;
  }
}

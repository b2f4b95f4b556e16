package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus, changed at random: the same changes each time, so that a failure comes again. */
class MutationTest {

  private static final int ROUNDS = 3_000;
  private static final int MOST_CHANGES = 4;

  private static final List<byte[]> SEEDS = Corpus.all().map(Corpus::content).toList();

  /** What is put in: what YAML, JSON, Unicode and our own formats are built of. */
  private static final List<byte[]> PIECES =
      Stream.concat(
              Stream.of(
                      "{ } [ ] , : \" ' \\ \\u \\ud800 \\U \\x \\UFFFFFFFF \\xe9 # // & * ! % \u0085 \uFEFF \uD83D\uDE00 é null ~ true",
                      "1e3 0x10 1e999 -0 .nan 99999999999999999999 [fd00::1]:1 peers \"peers\":",
                      "id: address: \"port\": links: defaults: {\"a\":{ &a *a <<: !!str --- ...")
                  .flatMap(line -> Arrays.stream(line.split(" "))),
              Stream.of(
                  " ", "a:\n", "-\n", "- a\n", "id:\n", "\t", "\n", "\r\n", "\0", "- ", ": ", "? ",
                  "| ", "\n--- "))
          .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
          .toList();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aChangedFileBreaksNoPromise(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = any(SEEDS, random);
      for (int change = random.nextInt(MOST_CHANGES); change >= 0; change--) {
        bytes = changed(bytes, random);
      }
      Promise.check(bytes);
    }
  }

  @Test
  void nothingButPiecesBreaksNoPromise() {
    Random random = new Random(5);
    for (int size = 1; size < 16; size++) {
      for (int round = 0; round < 100; round++) {
        byte[] bytes = new byte[0];
        for (int piece = 0; piece < size; piece++) {
          bytes = spliced(bytes, bytes.length, 0, any(PIECES, random));
        }
        Promise.check(bytes);
      }
    }
  }

  @Test
  void aPieceOverAndOverBreaksNoPromise() {
    for (byte[] piece : PIECES) {
      for (String start : List.of("", "{\"", "{\"a\":", "peers: [", "peers:\n")) {
        byte[] bytes = new byte[Promise.LARGEST];
        byte[] head = start.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = i < head.length ? head[i] : piece[(i - head.length) % piece.length];
        }
        Promise.check(bytes);
      }
    }
  }

  @Test
  void theChangesAreTheSameEachTime() {
    byte[] first = changed(SEEDS.get(0), new Random(1));

    assertEquals(true, Arrays.equals(first, changed(SEEDS.get(0), new Random(1))));
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length + 1);
    int rest = bytes.length - at;
    return switch (random.nextInt(6)) {
      case 0 -> spliced(bytes, at, 0, any(PIECES, random));
      case 1 -> spliced(bytes, at, Math.min(rest, 1 + random.nextInt(8)), any(PIECES, random));
      case 2 -> spliced(bytes, at, Math.min(rest, 1 + random.nextInt(8)), new byte[0]);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> spliced(bytes, at, Math.min(rest, 1), new byte[] {(byte) random.nextInt(256)});
      default -> doubled(bytes, at, Math.min(rest, 1 + random.nextInt(64)));
    };
  }

  private static byte[] doubled(byte[] bytes, int at, int length) {
    byte[] part = Arrays.copyOfRange(bytes, at, at + length);
    return spliced(bytes, at, 0, part);
  }

  /** The bytes with some of them replaced; cut where they get longer than is promised for. */
  private static byte[] spliced(byte[] bytes, int at, int length, byte[] piece) {
    byte[] all = Arrays.copyOf(bytes, bytes.length - length + piece.length);
    System.arraycopy(piece, 0, all, at, piece.length);
    System.arraycopy(bytes, at + length, all, at + piece.length, bytes.length - at - length);
    return Arrays.copyOf(all, Math.min(all.length, Promise.LARGEST));
  }

  private static byte[] any(List<byte[]> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}

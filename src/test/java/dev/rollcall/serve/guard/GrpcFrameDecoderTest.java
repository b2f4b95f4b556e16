package dev.rollcall.serve.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcFrameDecoderTest {

  private static final int FULL = GrpcFrameDecoder.MAX_SIZE;

  private final InboundMemoryLimit memory = new InboundMemoryLimit(3L * FULL);
  private final List<Buffer> seen = new ArrayList<>();

  @Test
  void wholeMessagesGoOnAsTheyAre() throws RejectedMessageException {
    GrpcFrameDecoder messages = new GrpcFrameDecoder(false, memory);
    messages.decode(plain(3), seen::add);
    messages.decode(plain(0).appendBuffer(plain(FULL)), seen::add);
    assertEquals(List.of(plain(3), plain(0), plain(FULL)), seen);
    assertEquals(0, memory.reserved());
    assertTrue(messages.end());
  }

  @ParameterizedTest(name = "cut at random, seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void howTheyAreCutDoesNotMatter(long seed) throws RejectedMessageException, IOException {
    Random random = new Random(seed);
    List<Buffer> expected = new ArrayList<>();
    Buffer wire = Buffer.buffer();
    for (int i = 0; i < 50; i++) {
      int size = random.nextInt(200);
      expected.add(plain(size));
      wire.appendBuffer(random.nextBoolean() ? plain(size) : gzip(size));
    }
    GrpcFrameDecoder messages = new GrpcFrameDecoder(true, memory);
    int at = 0;
    while (at < wire.length()) {
      int next = Math.min(wire.length(), at + 1 + random.nextInt(300));
      messages.decode(wire.getBuffer(at, next), seen::add);
      at = next;
    }
    assertEquals(expected, seen);
    assertEquals(0, memory.reserved());
    assertTrue(messages.end());
  }

  @Test
  void aRequestMayEndOnlyBetweenMessages() throws RejectedMessageException {
    GrpcFrameDecoder messages = new GrpcFrameDecoder(false, memory);
    messages.decode(plain(100).getBuffer(0, 50), seen::add);
    assertEquals(50, memory.reserved());
    assertFalse(messages.end());
    assertEquals(0, memory.reserved());
  }

  @Test
  void aMessageThatInflatesTooFarIsRejectedBeforeItTakesMemory() throws IOException {
    assertEquals(
        "MESSAGE_TOO_LARGE",
        rejected(new GrpcFrameDecoder(true, memory), gzip(GrpcFrameDecoder.MAX_SIZE * 400)));
  }

  @Test
  void invalidFramesAreRejected() throws IOException {
    Buffer tooLarge = Buffer.buffer().appendByte((byte) 0).appendInt(FULL + 1);
    Buffer negative = Buffer.buffer().appendByte((byte) 0).appendInt(-1);
    Buffer flag = Buffer.buffer().appendByte((byte) 2).appendInt(0);
    Buffer noGzip = Buffer.buffer().appendByte((byte) 1).appendInt(3).appendString("abc");
    Buffer whole = gzip(1000);
    int cut = whole.length() - 5 - 10;
    Buffer cutShort =
        Buffer.buffer().appendByte((byte) 1).appendInt(cut).appendBuffer(whole, 5, cut);
    assertEquals("MESSAGE_TOO_LARGE", rejected(new GrpcFrameDecoder(false, memory), tooLarge));
    assertEquals("MESSAGE_TOO_LARGE", rejected(new GrpcFrameDecoder(false, memory), negative));
    assertEquals("BAD_MESSAGE", rejected(new GrpcFrameDecoder(false, memory), flag));
    assertEquals("UNTOLD_COMPRESSION", rejected(new GrpcFrameDecoder(false, memory), gzip(3)));
    assertEquals("BAD_COMPRESSION", rejected(new GrpcFrameDecoder(true, memory), noGzip));
    assertEquals("BAD_COMPRESSION", rejected(new GrpcFrameDecoder(true, memory), cutShort));
    assertEquals(List.of(), seen);
  }

  @Test
  void incompleteRequestsTakeNoMoreThanTheLimit() throws RejectedMessageException {
    Buffer half = plain(FULL).getBuffer(0, FULL);
    List<GrpcFrameDecoder> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(new GrpcFrameDecoder(false, memory));
      open.get(i).decode(half.copy(), seen::add);
    }
    assertEquals(
        "TOO_MANY_LARGE_REQUESTS", rejected(new GrpcFrameDecoder(false, memory), half.copy()));
    open.get(0).discard();
    open.get(0).discard();
    new GrpcFrameDecoder(false, memory).decode(half.copy(), seen::add);
    assertEquals(3L * FULL, memory.reserved());
  }

  private String rejected(GrpcFrameDecoder messages, Buffer chunk) {
    RejectedMessageException e =
        assertThrows(RejectedMessageException.class, () -> messages.decode(chunk, seen::add));
    messages.discard();
    return e.error().reason();
  }

  private static Buffer plain(int size) {
    return Buffer.buffer().appendByte((byte) 0).appendInt(size).appendBytes(content(size));
  }

  private static Buffer gzip(int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content(size));
    }
    return Buffer.buffer()
        .appendByte((byte) 1)
        .appendInt(out.size())
        .appendBytes(out.toByteArray());
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    Arrays.fill(content, (byte) size);
    return content;
  }
}

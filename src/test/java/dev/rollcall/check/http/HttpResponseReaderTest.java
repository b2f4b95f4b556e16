package dev.rollcall.check.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpResponseReaderTest {

  private static final List<String> RESPONSES =
      List.of(
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
          "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
          "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200\r\nContent-Length:\r\n 5\r\n\r\nhello",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nh\r\n4;a=b\r\nello\r\n0\r\nX: y\r\n\r\n",
          "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n0\n\n");

  @Test
  void aResponseMayComeInAnyPieces() throws InvalidResponseException {
    for (String response : RESPONSES) {
      for (int size = 1; size <= response.length(); size++) {
        HttpResponseReader reader = new HttpResponseReader(head -> true);
        byte[] bytes = response.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += size) {
          assertFalse(reader.isDone(), response + " in pieces of " + size + " before " + at);
          reader.read(Unpooled.wrappedBuffer(bytes, at, Math.min(size, bytes.length - at)));
        }
        assertTrue(reader.isDone(), response + " in pieces of " + size);
        assertEquals(200, reader.head().orElseThrow().status());
        assertEquals(
            "hello", new String(reader.body().orElseThrow().bytes(), StandardCharsets.US_ASCII));
      }
    }
  }

  @Test
  void whatFollowsIsLeft() throws InvalidResponseException {
    for (String response : RESPONSES) {
      ByteBuf bytes = Unpooled.copiedBuffer(response + "more", StandardCharsets.ISO_8859_1);
      new HttpResponseReader(head -> true).read(bytes);
      assertEquals("more", bytes.toString(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aBodyIsReadNoFurtherThanTheLimit() throws InvalidResponseException {
    for (String framing :
        List.of("X: y", "Content-Length: 9999999", "Transfer-Encoding: chunked")) {
      String body = (framing.endsWith("chunked") ? "fffff\r\n" : "") + "x".repeat(999_999);
      HttpResponseReader reader = new HttpResponseReader(head -> true);
      reader.read(
          Unpooled.copiedBuffer(
              "HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n" + body, StandardCharsets.US_ASCII));
      assertTrue(reader.isDone());
      HttpBodyReader read = reader.body().orElseThrow();
      assertFalse(read.isWhole());
      assertEquals(HttpBodyReader.MAX_BYTES + 1, read.bytes().length);
    }
  }

  @Test
  void aBodyInSmallChunksHasNoLimitOfItsOwn() throws InvalidResponseException {
    HttpResponseReader reader = new HttpResponseReader(head -> true);
    String chunks = "1\r\nx\r\n".repeat(HttpBodyReader.MAX_BYTES) + "0\r\n\r\n";
    reader.read(
        Unpooled.copiedBuffer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
            StandardCharsets.US_ASCII));
    assertTrue(reader.body().orElseThrow().isWhole());
  }
}

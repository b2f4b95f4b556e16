package dev.rollcall.check.http;

import static dev.rollcall.testing.peer.CheckFixture.failure;
import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.peer.CheckFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpBodyCodingTest {

  private final CheckFixture fixture = new CheckFixture();

  /** Wraps a stream so that what is written to it is compressed. */
  private interface Compression {
    OutputStream wrap(OutputStream target) throws IOException;
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  @Test
  void noCompressionIsRequested() {
    try (WebServer server = WebServer.start()) {
      success(check(server.address(), Optional.empty()));
      assertEquals("identity", server.headers().get(0).get("accept-encoding"));
    }
  }

  @Test
  void aCompressedBodyIsComparedAllTheSame() throws IOException {
    String gzip = compressed(GZIPOutputStream::new, "hello");
    succeeds("Content-Encoding: gzip", gzip);
    succeeds("Content-Encoding: X-GZip", gzip);
    succeeds("Transfer-Encoding: gzip", gzip);
    succeeds("Content-Encoding: identity", "hello");
    succeeds("Content-Encoding: deflate", compressed(DeflaterOutputStream::new, "hello"));
    succeeds("Content-Encoding: deflate", compressed(HttpBodyCodingTest::raw, "hello"));
    assertEquals(
        "GET / answered 'hello'; expected 'goodbye'",
        fails("Content-Encoding: gzip", gzip, "goodbye", Reason.WRONG_PEER));
  }

  @Test
  void aBombIsDecompressedNoFurtherThanABodyIsRead() throws IOException {
    String bomb = compressed(GZIPOutputStream::new, "x".repeat(20_000_000));
    assertTrue(bomb.length() < HttpBodyReader.MAX_BYTES, "as the whole of it is received");
    String detail = fails("Content-Encoding: gzip", bomb, "x", Reason.WRONG_PEER);
    assertTrue(detail.endsWith("x...' and far more; expected 'x'"), detail);
  }

  @Test
  void whatCannotBeDecompressedIsReportedAsThat() throws IOException {
    String gzip = compressed(GZIPOutputStream::new, "hello");
    String invalid =
        " sent an invalid HTTP response: the body is not valid gzip, as its"
            + " Content-Encoding says";
    assertTrue(fails("Content-Encoding: gzip", "hello", "hello").endsWith(invalid));
    assertTrue(fails("Content-Encoding: gzip", "", "hello").endsWith(invalid));
    String half = gzip.substring(0, gzip.length() / 2);
    assertTrue(fails("Content-Encoding: gzip", half, "hello").endsWith(invalid));
    String detail = fails("Content-Encoding: br", "\13\2\200hello\3", "hello");
    assertTrue(
        detail.endsWith(
            "the body is compressed (br); expected none, as requested, or gzip or deflate"),
        detail);
    detail = fails("Content-Encoding: gzip, gzip", gzip, "hello");
    assertTrue(detail.contains("the body is compressed (gzip, gzip)"), detail);
  }

  @Test
  void itIsNotDecompressedIfNoBodyIsExpected() {
    try (MisbehavingServer server =
        MisbehavingServer.cutOff("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nbytes")) {
      success(check(server.address(), Optional.empty()));
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    String mark = "\u00ef\u00bb\u00bf";
    succeeds("X: y", mark + "hello");
    succeeds("X: y", mark + "hello\r\n");
    succeeds("Content-Encoding: gzip", compressed(GZIPOutputStream::new, "\uFEFFhello"));
    try (MisbehavingServer server =
        MisbehavingServer.cutOff("HTTP/1.1 200 OK\r\n\r\n" + mark + "hello")) {
      success(check(server.address(), Optional.of("\uFEFFhello")));
    }
  }

  private void succeeds(String field, String body) {
    try (MisbehavingServer server =
        MisbehavingServer.cutOff("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n" + body)) {
      success(check(server.address(), Optional.of("hello")));
    }
  }

  private String fails(String field, String body, String expected) {
    return fails(field, body, expected, Reason.PROTOCOL);
  }

  private String fails(String field, String body, String expected, Reason reason) {
    try (MisbehavingServer server =
        MisbehavingServer.cutOff("HTTP/1.1 200 OK\r\n" + field + "\r\n\r\n" + body)) {
      return failure(check(server.address(), Optional.of(expected)), reason);
    }
  }

  /** Each byte as a character. */
  private static String compressed(Compression compression, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream compressing = compression.wrap(bytes)) {
      compressing.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static OutputStream raw(OutputStream target) {
    return new DeflaterOutputStream(target, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
  }

  private HealthCheck check(String address, Optional<String> body) {
    CheckKind kind = new CheckKind.Http("/", OptionalInt.empty(), body, Optional.empty());
    return new HttpHealthCheckFactory(
            CheckNetwork.on(
                fixture.loops().group(), fixture.resolver(), fixture.time(), CheckFixture.NO_TLS))
        .open(CheckFixture.peer(address, kind, CheckFixture.AMPLE));
  }
}

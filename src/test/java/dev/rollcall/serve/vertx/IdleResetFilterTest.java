package dev.rollcall.serve.vertx;

import static dev.rollcall.testing.network.RawHttp2.BEGINNING;
import static dev.rollcall.testing.network.RawHttp2.frame;
import static dev.rollcall.testing.network.RawHttp2.headers;
import static dev.rollcall.testing.network.RawHttp2.joined;
import static dev.rollcall.testing.network.RawHttp2.reset;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.RawHttp2;
import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.time.ManualClock;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.ssl.SslContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames made by hand, over connections to Netty's own codec for HTTP/2. */
class IdleResetFilterTest {

  private static final String LOG = "dev.rollcall.http2-under-test";
  private static final SslContext TLS =
      TestTls.http2Server(TestCertificates.authority("resets").server("127.0.0.1"));
  private static final int PROTOCOL_ERROR = 1;
  private static final int FRAME_SIZE_ERROR = 6;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final int MAX_RESETS = 20;

  /** Streams from here on stay open. */
  private static final int UNANSWERED = 1_001;

  private static final NioEventLoopGroup LOOP = new NioEventLoopGroup(1);
  private static final ManualClock CLOCK = new ManualClock();
  private static final Http2ErrorLog ERRORS = new Http2ErrorLog(CLOCK, Logger.getLogger(LOG));
  private static final ConnectionLimiter CONNECTIONS =
      new ConnectionLimiter(1_000, Logger.getLogger(LOG));

  private static Channel plain;
  private static Channel tls;

  @BeforeAll
  static void listen() {
    plain = listen(false);
    tls = listen(true);
  }

  @AfterAll
  static void close() {
    LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static Channel listen(boolean hasTls) {
    return new ServerBootstrap()
        .group(LOOP)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel accepted) {
                if (hasTls) {
                  accepted.pipeline().addLast(TLS.newHandler(accepted.alloc()));
                }
                accepted.pipeline().addLast(http2());
                ConnectionGuard.add(accepted, CONNECTIONS, ERRORS);
              }
            })
        .bind(InetAddress.getLoopbackAddress(), 0)
        .syncUninterruptibly()
        .channel();
  }

  /** Answers each request at once. */
  private static Http2ConnectionHandler http2() {
    Answers answers = new Answers();
    Http2ConnectionHandler handler =
        new Http2ConnectionHandlerBuilder()
            .server(true)
            .frameListener(answers)
            .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, 3_600)
            .build();
    answers.handler = handler;
    return handler;
  }

  private static final class Answers extends Http2FrameAdapter {
    private @Nullable Http2ConnectionHandler handler;

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int stream,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean isExclusive,
        int padding,
        boolean isLast) {
      if (stream >= UNANSWERED) {
        return;
      }
      Object unused =
          Objects.requireNonNull(handler, "handler")
              .encoder()
              .writeHeaders(
                  context,
                  stream,
                  new DefaultHttp2Headers().status("200"),
                  0,
                  true,
                  context.newPromise());
      context.flush();
    }
  }

  @ParameterizedTest(name = "TLS {0}, byte by byte {1}")
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void aResetOfAStreamThatWasNeverOpenedIsPassedOver(boolean hasTls, boolean byteByByte)
      throws IOException {
    byte[] frames =
        joined(
            BEGINNING, reset(1), headers(1), reset(3), reset(5), headers(7), reset(9), headers(9));
    try (RawHttp2 client = connect(hasTls)) {
      if (byteByByte) {
        client.sendByteByByte(frames);
      } else {
        client.send(frames);
      }
      assertEquals("open, answered [1, 7, 9]", client.state());
      client.send(reset(11), headers(13));
      assertEquals("open, answered [13]", client.state());
    }
  }

  @ParameterizedTest(name = "TLS {0}")
  @ValueSource(booleans = {false, true})
  void aFloodOfThemEndsTheConnection(boolean hasTls) throws IOException {
    byte[][] flood =
        Collections.nCopies(IdleResetFilter.MAX_DROPPED, reset(9)).toArray(byte[][]::new);
    try (RawHttp2 client = connect(hasTls)) {
      client.send(BEGINNING);
      client.send(flood);
      assertEquals("open, answered []", client.state());
      client.send(headers(1));
      client.send(flood);
      assertEquals("open, answered [1]", client.state());
      client.send(reset(9));
      assertEquals("GOAWAY " + PROTOCOL_ERROR, client.state());
    }
  }

  @ParameterizedTest(name = "type {0} of stream {1} with {2} bytes: {3}")
  @CsvSource({
    // RST_STREAM
    "3, 0, 4, 1",
    "3, 2, 4, 1",
    "3, 1002, 4, 1",
    "3, 9, 3, 6",
    "3, 9, 5, 6",
    // DATA
    "0, 9, 4, 1",
  })
  void whateverElseIsWrongIsAsBefore(int type, int stream, int length, int code)
      throws IOException {
    try (RawHttp2 client = connect(false)) {
      client.send(BEGINNING, headers(1));
      assertEquals("open, answered [1]", client.state());
      client.send(frame(type, 0, stream, new byte[length]));
      assertEquals("GOAWAY " + code, client.state());
    }
  }

  @Test
  void aResetOfAStreamThatWasOpenedIsNot() throws IOException {
    try (RawHttp2 client = connect(false)) {
      client.send(BEGINNING);
      sendResets(client, MAX_RESETS);
      assertEquals("open, answered []", client.state());
      client.send(headers(UNANSWERED + 1_000), reset(UNANSWERED + 1_000));
      assertEquals("GOAWAY " + ENHANCE_YOUR_CALM, client.state());
    }
  }

  private static void sendResets(RawHttp2 client, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int stream = UNANSWERED + 2 * i;
      client.send(headers(stream), reset(stream));
    }
  }

  @Test
  void whyAConnectionIsClosedIsLoggedInOneLine() throws IOException {
    reportAllThatCameBefore();
    CLOCK.advance(Http2ErrorLog.INTERVAL);
    try (LogCapture lines = LogCapture.of(LOG)) {
      try (RawHttp2 client = connect(true)) {
        client.send(BEGINNING, frame(3, 0, 9, new byte[FRAME_SIZE_ERROR]));
        assertEquals("GOAWAY " + FRAME_SIZE_ERROR, client.state());
      }
      assertLine(
          "WARN closed the HTTP/2 connection of 127\\.0\\.0\\.1:[0-9]+ for FRAME_SIZE_ERROR: the"
              + " client broke the rules of HTTP/2",
          lines.all());
      for (int i = 0; i < 3; i++) {
        try (RawHttp2 client = connect(false)) {
          client.send(BEGINNING, reset(2));
          assertEquals("GOAWAY " + PROTOCOL_ERROR, client.state());
        }
      }
      assertEquals(1, lines.all().size(), lines.all().toString());

      CLOCK.advance(Http2ErrorLog.INTERVAL);
      try (RawHttp2 client = connect(false)) {
        client.send(BEGINNING);
        sendResets(client, MAX_RESETS + 1);
        assertEquals("GOAWAY " + ENHANCE_YOUR_CALM, client.state());
      }
      assertLine(
          "WARN closed the HTTP/2 connection of 127\\.0\\.0\\.1:[0-9]+ for ENHANCE_YOUR_CALM: .*"
              + " more than 2000 cancelled calls in 10s \\(and 3 connections more since the last"
              + " such line\\)",
          lines.all().subList(1, lines.all().size()));
    }
  }

  private static void reportAllThatCameBefore() throws IOException {
    CLOCK.advance(Http2ErrorLog.INTERVAL);
    try (RawHttp2 client = connect(false)) {
      client.send(BEGINNING, reset(2));
      assertEquals("GOAWAY " + PROTOCOL_ERROR, client.state());
    }
  }

  private static void assertLine(String expected, List<String> lines) {
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).matches(expected), lines.get(0));
  }

  @Test
  void anOrdinaryEndIsNotLogged() throws IOException {
    CLOCK.advance(Http2ErrorLog.INTERVAL);
    try (LogCapture lines = LogCapture.of(LOG)) {
      try (RawHttp2 client = connect(false)) {
        client.send(BEGINNING, headers(1), frame(7, 0, 0, new byte[8]));
        assertEquals("open, answered [1]", client.state());
      }
      assertEquals(List.of(), lines.all());
    }
  }

  /** Whatever the pieces, all other bytes are passed on, in order, and no buffer is left. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void inAnyPieces(long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    sent.writeBytes(BEGINNING);
    expected.writeBytes(BEGINNING);
    for (int stream = 1; stream < 400; stream += 2) {
      byte[] kept =
          switch (random.nextInt(4)) {
            case 0 -> frame(0, 0, stream, new byte[random.nextInt(40)]);
            case 1 -> frame(9, 4, 1, new byte[0]);
            case 2 -> reset(2 * random.nextInt(100));
            default -> headers(stream);
          };
      sent.writeBytes(kept);
      expected.writeBytes(kept);
      if (random.nextBoolean()) {
        sent.writeBytes(reset(stream + 2 + 2 * random.nextInt(9)));
      }
    }

    EmbeddedChannel channel = new EmbeddedChannel(new IdleResetFilter(ERRORS, false));
    byte[] bytes = sent.toByteArray();
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(1 + random.nextInt(seed % 2 == 0 ? 12 : 300), bytes.length - at);
      ByteBuf piece = Unpooled.buffer(length).writeBytes(bytes, at, length);
      channel.writeInbound(piece);
      at += length;
    }

    assertArrayEquals(expected.toByteArray(), received(channel));
    assertFalse(channel.finish());
  }

  @Test
  void whatIsNotHttp2IsLeftAlone() {
    EmbeddedChannel channel = new EmbeddedChannel(new IdleResetFilter(ERRORS, false));
    byte[] request = "PRI * HTTP/1.1\r\n\r\n".getBytes(US_ASCII);
    for (byte one : request) {
      channel.writeInbound(Unpooled.buffer(1).writeByte(one));
    }
    assertArrayEquals(request, received(channel));
    assertNull(channel.pipeline().get(IdleResetFilter.class));
  }

  /** Vert.x removes all handlers when it upgrades HTTP/1.1 to HTTP/2, while it reads a request. */
  @Test
  void itMayBeRemovedByWhatItPassesOn() {
    EmbeddedChannel channel = new EmbeddedChannel(new IdleResetFilter(ERRORS, false));
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                if (context.pipeline().get(IdleResetFilter.class) != null) {
                  context.pipeline().remove(IdleResetFilter.class);
                }
                context.fireChannelRead(message);
              }
            });
    byte[] request = "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII);
    channel.writeInbound(Unpooled.wrappedBuffer(request));
    channel.checkException();
    assertArrayEquals(request, received(channel));
  }

  @Test
  void theFirstStreamOfAnUpgradedConnectionIsOpen() {
    EmbeddedChannel channel = new EmbeddedChannel(new IdleResetFilter(ERRORS, true));
    channel.writeInbound(Unpooled.wrappedBuffer(joined(BEGINNING, reset(1), reset(3))));
    assertArrayEquals(joined(BEGINNING, reset(1)), received(channel));
  }

  private static byte[] received(EmbeddedChannel channel) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<ByteBuf> parts = new ArrayList<>();
    for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
      byte[] bytes = new byte[part.readableBytes()];
      part.readBytes(bytes);
      all.writeBytes(bytes);
      parts.add(part);
      Object unused = part.release();
    }
    parts.forEach(part -> assertEquals(0, part.refCnt()));
    return all.toByteArray();
  }

  private static RawHttp2 connect(boolean hasTls) throws IOException {
    Channel server = hasTls ? tls : plain;
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    return hasTls ? RawHttp2.connectTls(port) : RawHttp2.connect(port);
  }
}

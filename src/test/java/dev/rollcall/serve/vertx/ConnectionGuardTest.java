package dev.rollcall.serve.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.time.ManualClock;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionGuardTest {

  private static final String LOG = "dev.rollcall.connections-under-test";

  private final ConnectionLimiter connections = new ConnectionLimiter(4, Logger.getLogger(LOG));
  private final Http2ErrorLog errors = new Http2ErrorLog(new ManualClock(), Logger.getLogger(LOG));

  @Test
  void aClientThatSendsNothingIsDisconnected() {
    EmbeddedChannel channel = connect();
    advance(channel, Duration.ofSeconds(9));
    assertTrue(channel.isOpen());
    advance(channel, Duration.ofSeconds(2));
    assertFalse(channel.isOpen());
    assertEquals(0, connections.count());
  }

  @Test
  void aClientThatSendsByteByByteIsDisconnectedAsSoon() {
    EmbeddedChannel channel = connect();
    for (int i = 0; i < 10; i++) {
      receive(channel);
      advance(channel, Duration.ofSeconds(1));
    }
    assertFalse(channel.isOpen());
  }

  @ParameterizedTest(
      name = "of {0} connections, {1} trusted, with a limit of 4, the new one stays: {2}")
  @CsvSource({"4, 0, true", "4, 3, true", "4, 4, false", "2, 2, true"})
  void theOldestUntrustedOneIsClosedForANewOne(int open, int trusted, boolean stays) {
    List<EmbeddedChannel> channels = new ArrayList<>();
    for (int i = 0; i < open; i++) {
      channels.add(connect());
    }
    // The newest ones, so that age is not what saves them.
    channels.subList(open - trusted, open).forEach(ConnectionGuardTest::trust);

    EmbeddedChannel added = connect();

    channels.forEach(EmbeddedChannel::runPendingTasks);
    assertEquals(stays, added.isOpen());
    assertTrue(channels.subList(open - trusted, open).stream().allMatch(Channel::isOpen));
    assertEquals(open == 4 && trusted < 4, !channels.get(0).isOpen());
    assertTrue(connections.count() <= 4);
  }

  @Test
  void rejectedClientsAreLoggedOnceUntilThereIsRoom() {
    try (LogCapture lines = LogCapture.of(LOG)) {
      List<EmbeddedChannel> channels = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        channels.add(connect());
        trust(channels.get(i));
      }
      for (int i = 0; i < 10; i++) {
        assertFalse(connect().isOpen());
      }
      assertEquals(1, lines.all().size(), lines.all().toString());
      assertTrue(
          lines.all().get(0).startsWith("WARN all 4 client connections"), lines.all().get(0));

      Object unused = channels.get(0).close();
      trust(connect());
      assertFalse(connect().isOpen());
      assertEquals(2, lines.all().size(), lines.all().toString());
    }
  }

  @Test
  void anIdleHttp1ConnectionEndsAfterAMinuteAndAHalf() {
    EmbeddedChannel channel = connect();
    trust(channel);
    receive(channel);
    advance(channel, Duration.ofSeconds(100));
    assertTrue(channel.isOpen());
    advance(channel, Duration.ofSeconds(21));
    assertFalse(channel.isOpen());
  }

  @Test
  void oneThatIsStillAnsweredStays() {
    EmbeddedChannel channel = connect();
    trust(channel);
    for (int i = 0; i < 20; i++) {
      channel.writeOutbound(Unpooled.copiedBuffer(new byte[1]));
      advance(channel, Duration.ofSeconds(30));
    }
    assertTrue(channel.isOpen());
  }

  @Test
  void aSilentHttp2ConnectionIsSentAPing() {
    EmbeddedChannel channel = connect();
    channel.pipeline().addLast(http2());
    channel.releaseOutbound();
    for (int i = 0; i < 20; i++) {
      advance(channel, Duration.ofSeconds(60));
      assertTrue(sent(channel) > 0, "a PING");
      channel.releaseOutbound();
      // As its ACK would come in.
      receiveNothing(channel);
    }
    assertTrue(channel.isOpen());
    advance(channel, Duration.ofSeconds(121));
    assertFalse(channel.isOpen());
  }

  @Test
  void anUpgradeThatTakesOutAllHandlersDoesNotEndTheGuard() {
    EmbeddedChannel channel = connect();
    trust(channel);
    channel.pipeline().remove(ConnectionGuard.class);
    channel.runPendingTasks();
    assertTrue(ConnectionGuard.of(channel).isPresent());
    assertEquals(1, connections.count());
    advance(channel, Duration.ofSeconds(121));
    assertFalse(channel.isOpen());
    assertEquals(0, connections.count());
  }

  private EmbeddedChannel connect() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    ConnectionGuard.add(channel, connections, errors);
    channel.runPendingTasks();
    return channel;
  }

  private static Http2ConnectionHandler http2() {
    return new Http2ConnectionHandlerBuilder()
        .server(true)
        .frameListener(new Http2FrameAdapter())
        .build();
  }

  /** Vert.x would close the connection. */
  @Test
  void whatFailsForOneCallAloneIsNotTheConnections() {
    EmbeddedChannel channel = connect();

    channel.pipeline().fireExceptionCaught(new IllegalStateException("Stream no longer exists: 3"));
    channel
        .pipeline()
        .fireExceptionCaught(new IllegalArgumentException("Stream no longer exists: 5"));
    channel.checkException();

    channel.pipeline().fireExceptionCaught(new IllegalStateException("of the connection"));
    assertThrows(IllegalStateException.class, channel::checkException);
  }

  private static void trust(EmbeddedChannel channel) {
    ConnectionGuard.of(channel).orElseThrow().trust();
  }

  private static void receive(EmbeddedChannel channel) {
    channel.writeInbound(Unpooled.copiedBuffer(new byte[1]));
    channel.releaseInbound();
  }

  /** An empty buffer, which the next handler ignores. */
  private static void receiveNothing(EmbeddedChannel channel) {
    channel.writeInbound(Unpooled.EMPTY_BUFFER);
    channel.releaseInbound();
  }

  private static int sent(EmbeddedChannel channel) {
    return channel.outboundMessages().size();
  }

  private static void advance(EmbeddedChannel channel, Duration by) {
    for (long second = 0; second < by.toSeconds(); second++) {
      channel.advanceTimeBy(1, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
      channel.runPendingTasks();
    }
  }
}

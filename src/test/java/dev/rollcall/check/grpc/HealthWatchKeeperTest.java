package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Hint;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.ManualClock;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import io.netty.channel.local.LocalChannel;
import io.smallrye.mutiny.subscription.Cancellable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When streams are opened, in virtual time. */
class HealthWatchKeeperTest {

  private static final CheckKind.Grpc KIND = new CheckKind.Grpc("");
  private static final Outcome SUCCESS = new Outcome.Success(Duration.ofMillis(1));
  private static final Outcome FAILURE = new Outcome.Failure(Reason.NOT_SERVING, "scripted");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(2);

  private final ManualClock time = new ManualClock();
  private final Semaphore permits = new Semaphore(1);
  private final CachedConnection cached = new CachedConnection(new Hints());
  private final WatchHarmRegistry histories =
      new WatchHarmRegistry(
          WatchHarmHistory.Limits.DEFAULT,
          Logger.getLogger(HealthWatchKeeperTest.class.getName()),
          time);
  private final HealthWatchKeeper watch =
      new HealthWatchKeeper(
          CheckFixture.peer("host:1", KIND, SECOND),
          new StandardHealthCall(KIND),
          cached,
          permits,
          histories,
          time,
          42);
  private final List<String> hints = new ArrayList<>();
  private FakeChannel channel = new FakeChannel();
  private GrpcConnection connection = connection(channel);

  @BeforeEach
  void listen() {
    Cancellable unused =
        cached.hints().asMulti().onItem().transform(Hint::cause).subscribe().with(hints::add);
  }

  @Test
  void aStreamIsOpenedAfterASuccessAndOnlyOne() {
    check(FAILURE);
    assertEquals(0, channel.calls());
    check(SUCCESS);
    check(SUCCESS);
    assertEquals(1, channel.calls());
  }

  @Test
  void aServerThatEndsEachStreamAfterASecondSettlesToFewHints() {
    check(SUCCESS);
    int streams = 0;
    for (int second = 0; second < 3600; second++) {
      time.advance(SECOND);
      if (channel.calls() > streams) {
        streams = channel.calls();
        channel.call().end(Status.OK);
        check(SUCCESS);
      }
    }
    // Seven that double the wait, and then one for each 90 to 120 s.
    assertTrue(streams >= 30 && streams <= 50, streams + " streams");
    assertEquals(streams, hints.size());
  }

  @Test
  void aStreamThatLivedLongIsOpenedAgainAtOnce() {
    check(SUCCESS);
    endAfter(SECOND);
    time.advance(LONG);
    endAfter(SECOND);
    time.advance(LONG);
    assertEquals(3, channel.calls());
    endAfter(LONG);
    time.advance(SECOND);
    assertEquals(4, channel.calls());
  }

  @Test
  void theWaitSurvivesTheConnection() {
    check(SUCCESS);
    for (int i = 0; i < 6; i++) {
      channel.end();
      channel = new FakeChannel();
      connection = connection(channel);
      check(SUCCESS);
      assertEquals(0, channel.calls());
      time.advance(LONG);
      assertEquals(1, channel.calls());
    }
    channel.end();
    channel = new FakeChannel();
    connection = connection(channel);
    check(SUCCESS);
    time.advance(SECOND.multipliedBy(4));
    assertEquals(1, channel.calls());
  }

  @Test
  void messagesAreTakenOneAtATimeWithAPause() {
    channel.letStreamsWait();
    check(SUCCESS);
    assertEquals(1, channel.call().requested());
    channel.call().say(serving());
    assertEquals(0, channel.call().requested());
    time.advance(Duration.ofMillis(99));
    assertEquals(0, channel.call().requested());
    time.advance(Duration.ofMillis(1));
    assertEquals(1, channel.call().requested());
    assertEquals(List.of(), hints);
    channel.call().say(serving());
    assertEquals(List.of("host:1 reports SERVING on its Health/Watch stream"), hints);
  }

  @Test
  void aPeerThatDoesNotServeIsNotWatchedAnew() {
    check(SUCCESS);
    channel.call().end(Status.OK);
    check(FAILURE);
    time.advance(LONG);
    assertEquals(1, channel.calls());
    check(SUCCESS);
    assertEquals(2, channel.calls());
  }

  @Test
  void withoutAPermitThereIsNone() {
    assertTrue(permits.tryAcquire());
    check(SUCCESS);
    assertEquals(0, channel.calls());
    permits.release();
    check(SUCCESS);
    assertEquals(1, channel.calls());
    assertEquals(0, permits.availablePermits());
  }

  @Test
  void theEndOfTheConnectionIsOneHintAndGivesThePermitBack() {
    check(SUCCESS);
    channel.end();
    assertEquals(List.of("the connection to host:1 has ended"), hints);
    assertEquals(1, permits.availablePermits());
  }

  @Test
  void closingLeavesNothing() {
    check(SUCCESS);
    close();
    assertEquals(0, time.timers().pending());
    assertEquals(1, permits.availablePermits());
    time.advance(LONG);
    check(SUCCESS);
    assertEquals(1, channel.calls());
    assertEquals(List.of(), hints);
  }

  @Test
  void closingWhileItWaitsLeavesNothing() {
    check(SUCCESS);
    channel.call().end(Status.OK);
    assertEquals(1, time.timers().pending());
    close();
    assertEquals(0, time.timers().pending());
    assertEquals(1, permits.availablePermits());
  }

  private void endAfter(Duration life) {
    time.advance(life);
    channel.call().end(Status.OK);
  }

  private void close() {
    cached.hints().close();
    watch.close();
    cached.close();
  }

  private void check(Outcome outcome) {
    cached.cacheOrDrop(connection, new CallResult.Response(outcome));
    watch.answered(connection, outcome);
  }

  private GrpcConnection connection(FakeChannel over) {
    return new GrpcConnection(
        over,
        new SingleSocket(new LocalChannel()),
        InetAddress.getLoopbackAddress(),
        new EndpointLabel("host:1", false),
        Optional.empty(),
        time);
  }

  private static HealthCheckResponse serving() {
    return HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build();
  }
}

package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Hint;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.time.ManualClock;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that keep the peer from answering Checks are closed, in virtual time. */
class HarmfulWatchTest {

  private static final String LOG = HarmfulWatchTest.class.getName();
  private static final CheckKind.Grpc KIND = new CheckKind.Grpc("");
  private static final Duration LIMIT = WatchHarmHistory.Limits.DEFAULT.min();
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(2);

  private final ManualClock time = new ManualClock();
  private final WatchHarmRegistry histories =
      new WatchHarmRegistry(WatchHarmHistory.Limits.DEFAULT, Logger.getLogger(LOG), time);
  private final CachedConnection cached = new CachedConnection(new Hints());
  private final List<String> hints = new ArrayList<>();
  private final LogCapture log = LogCapture.of(LOG);
  private FakeChannel channel = new FakeChannel();
  private GrpcConnection connection = connection(channel);
  private HealthWatchKeeper watch = keeper("host:1");

  @BeforeEach
  void listen() {
    Cancellable unused =
        cached.hints().asMulti().onItem().transform(Hint::cause).subscribe().with(hints::add);
  }

  @AfterEach
  void nothingIsLeft() {
    watch.close();
    assertEquals(0, time.timers().pending());
    log.close();
  }

  @Test
  void aPeerThatAnswersKeepsItsStreamForOneMoreCheck() {
    succeed();
    assertEquals(1, channel.checks());
    time.advance(LONG);
    succeed();
    time.advance(LONG);
    assertEquals(1, channel.calls());
    assertEquals(1, channel.checks());
    assertFalse(channel.call().cancelled());
  }

  @Test
  void aPeerThatAnswersNoCheckMeanwhileIsGivenUpAtTheSecondTime() {
    channel.letStreamsBlockChecks();
    succeed();
    time.advance(LIMIT.minus(MOMENT));
    assertFalse(channel.call().cancelled());
    assertEquals(1, channel.checks());
    time.advance(MOMENT);
    assertTrue(channel.call().cancelled());
    assertEquals(2, channel.checks(), "one more, without the stream");
    assertEquals(List.of(), log.all());
    time.advance(LONG);
    assertGivenUp("a Check was not answered within 250ms while a Health/Watch stream was open");
    assertEquals(4, channel.checks());
    assertEquals(List.of(), hints);
  }

  @Test
  void aStreamThatDoesNotBeginCountsLikewise() {
    channel.letStreamsWait();
    succeed();
    time.advance(LONG);
    assertGivenUp("a Health/Watch stream did not begin within 250ms");
    assertEquals(2, channel.checks(), "each without the stream");
  }

  @Test
  void anErrorOfTheCheckCountsLikewiseAndAtOnce() {
    channel.letStreamsBlockChecks();
    succeed();
    channel.check().fail(Status.RESOURCE_EXHAUSTED);
    assertTrue(channel.call().cancelled());
    time.advance(Duration.ofSeconds(1));
    channel.check().fail(Status.RESOURCE_EXHAUSTED);
    time.advance(LONG);
    assertGivenUp("a Check failed (RESOURCE_EXHAUSTED) while a Health/Watch stream was open");
  }

  @Test
  void aCheckOfTheScheduleThatIsLateClosesTheStream() {
    succeed();
    time.advance(LONG);
    watch.calling(connection);
    time.advance(LIMIT);
    assertTrue(channel.call().cancelled());
    time.advance(LONG);
    assertEquals(1, channel.calls(), "before it is answered there is no other");
    succeed();
    assertEquals(2, channel.calls());
    watch.calling(connection);
    time.advance(LIMIT);
    succeed();
    time.advance(LONG);
    assertGivenUp("a Check was not answered within 250ms while a Health/Watch stream was open");
  }

  @Test
  void oneHiccupIsForgottenOnceAScheduledCheckIsInTime() {
    for (int i = 0; i < 5; i++) {
      succeed();
      watch.calling(connection);
      time.advance(LIMIT);
      assertTrue(channel.call().cancelled());
      succeed();
      time.advance(LONG);
      watch.calling(connection);
      succeed();
    }
    assertEquals(List.of(), log.all());
    assertEquals(6, channel.calls());
  }

  @Test
  void aCheckThatFailsOnlyWhileAStreamIsOpenIsEvidenceEnough() {
    succeed();
    time.advance(LONG);
    watch.calling(connection);
    assertTrue(watch.mayHaveCaused(error(Status.RESOURCE_EXHAUSTED)));
    assertTrue(channel.call().cancelled());
    assertFalse(watch.mayHaveCaused(error(Status.RESOURCE_EXHAUSTED)), "there is none any more");
    succeed();
    time.advance(LONG);
    assertEquals(1, channel.calls());
    assertEquals(
        List.of(
            "INFO peer peer (host:1) is no longer watched, only checked: a Check failed"
                + " (RESOURCE_EXHAUSTED) while a Health/Watch stream was open, and none did"
                + " without it"),
        log.all());
  }

  @Test
  void aCheckThatFailsWithoutAStreamAsWellProvesNothing() {
    succeed();
    assertTrue(watch.mayHaveCaused(error(Status.UNAVAILABLE)));
    watch.answered(connection, new Outcome.Failure(Reason.NOT_SERVING, "scripted"));
    time.advance(LONG);
    succeed();
    assertEquals(2, channel.calls());
    assertEquals(List.of(), log.all());
  }

  @Test
  void aStallOfThisNodeProvesNothing() {
    channel.answerChecks(false);
    Outcome failure = new Outcome.Failure(Reason.NOT_SERVING, "scripted");
    for (int i = 0; i < 5; i++) {
      succeed();
      time.stall(Duration.ofSeconds(3));
      time.settle();
      assertTrue(channel.call().cancelled());
      watch.answered(connection, failure);
      time.advance(LONG);
    }
    assertEquals(List.of(), log.all());
  }

  @Test
  void aNetworkThatBecomesSlowProvesNothing() {
    channel.answerChecks(false);
    succeed();
    for (int i = 0; i < 5; i++) {
      while (!channel.call().cancelled()) {
        time.advance(MOMENT);
      }
      time.advance(Duration.ofMillis(300));
      int before = channel.calls();
      channel.check().answer();
      for (int wait = 0; wait < LONG.toMillis() / 100 && channel.calls() == before; wait++) {
        time.advance(Duration.ofMillis(100));
      }
    }
    assertEquals(3, channel.calls(), "then it is known to be too slow for a stream");
    assertEquals(List.of(), log.all());
  }

  @Test
  void aPeerThatIsSlowToEndAStreamIsGivenUpLater() {
    channel.answerChecks(false);
    succeed();
    for (int i = 0; i < 8; i++) {
      time.advance(LONG);
      channel.check().end(Status.DEADLINE_EXCEEDED);
    }
    assertEquals(6, channel.calls());
    assertEquals(
        List.of(
            "INFO peer peer (host:1) is no longer watched, only checked: a Check was not answered"
                + " within 250ms while a Health/Watch stream was open"),
        log.all());
  }

  @Test
  void whatIsLearntOutlivesTheConnectionAndTheEntry() {
    giveUp();
    channel.end();
    channel = new FakeChannel();
    connection = connection(channel);
    succeed();
    assertEquals(0, channel.calls());
    watch.close();
    watch = keeper("host:1");
    succeed();
    assertEquals(0, channel.calls());
    assertEquals(1, log.all().size());
  }

  @Test
  void anAddressThatLeavesTheListIsForgotten() {
    giveUp();
    watch.close();
    time.advance(LONG);
    watch = keeper("host:2");
    assertEquals(1, histories.size());
    watch.close();
    time.advance(LONG);
    watch = keeper("host:1");
    assertEquals(1, histories.size());
    succeed();
    assertEquals(3, channel.calls());
  }

  @Test
  void aPeerThatIsSlowWithoutAStreamGetsNone() {
    succeedIn(Duration.ofMillis(450));
    assertEquals(0, channel.calls());
    succeedIn(Duration.ofMillis(50));
    assertEquals(1, channel.calls());
  }

  @Test
  void theLimitFollowsTheUsualRoundTripUpToHalfASecond() {
    channel.answerChecks(false);
    succeedIn(Duration.ofMillis(100));
    time.advance(Duration.ofMillis(499));
    assertFalse(channel.call().cancelled());
    time.advance(MOMENT);
    assertTrue(channel.call().cancelled());
  }

  private void giveUp() {
    channel.letStreamsBlockChecks();
    succeed();
    time.advance(LONG);
    assertEquals(2, channel.calls());
  }

  private void assertGivenUp(String evidence) {
    succeed();
    time.advance(LONG);
    assertEquals(2, channel.calls());
    assertEquals(
        List.of("INFO peer peer (host:1) is no longer watched, only checked: " + evidence),
        log.all());
  }

  private void succeed() {
    succeedIn(MOMENT);
  }

  private void succeedIn(Duration roundTrip) {
    Outcome outcome = new Outcome.Success(roundTrip);
    cached.cacheOrDrop(connection, new CallResult.Response(outcome));
    watch.answered(connection, outcome);
  }

  private static CallResult error(Status status) {
    return new CallResult.Failed(status, true, true);
  }

  private HealthWatchKeeper keeper(String address) {
    return new HealthWatchKeeper(
        CheckFixture.peer(address, KIND, CheckFixture.AMPLE),
        new StandardHealthCall(KIND),
        cached,
        new Semaphore(1),
        histories,
        time,
        42);
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
}

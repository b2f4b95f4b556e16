package dev.rollcall.serve.grpc;

import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.PreconditionFailure;
import com.google.rpc.PreconditionFailure.Violation;
import dev.rollcall.monitor.Status;
import dev.rollcall.testing.ErrorReply;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.WaitForPeersRequest;
import dev.rollcall.v1.WaitForPeersResponse;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitForPeersCallTest {

  private final GrpcServiceFixture serving = new GrpcServiceFixture(peers("a", "b", "c"));

  @Test
  void whatIsThereIsAnsweredAtOnce() {
    serving.lab.judge("a", Status.HEALTHY);
    serving.lab.judge("c", Status.HEALTHY);

    var wait = serving.wait(request(1).build());

    assertEquals(List.of("a", "c"), ids(wait.answers()));
    assertEquals(Code.OK, wait.status().orElseThrow().getCode());
    assertEquals(0, serving.watchers.count());
  }

  @Test
  void noneAreAlwaysThere() {
    assertEquals(List.of(), ids(serving.wait(request(0).build()).answers()));
  }

  @Test
  void itIsAnsweredAsSoonAsEnoughMatch() {
    var wait = serving.wait(request(2).build());

    serving.lab.judge("b", Status.HEALTHY);
    assertEquals(List.of(), wait.run().answers());
    serving.lab.judge("a", Status.HEALTHY);
    serving.time.advance(Duration.ofMillis(100));

    assertEquals(List.of("a", "b"), ids(wait.run().answers()));
  }

  @Test
  void theStatusesAskedForCount() {
    var filter = PeerFilter.newBuilder().addStatuses(dev.rollcall.v1.Status.STATUS_UNKNOWN);

    assertEquals(
        List.of("a", "b", "c"), ids(serving.wait(request(3).setFilter(filter).build()).answers()));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void aNegativeCountIsInvalid(int count) {
    ErrorReply refusal = serving.wait(request(count).build()).refusal();

    refusal.assertInvalid("count", "NEGATIVE_COUNT");
    assertEquals("count: %d is negative; expected 0 or more".formatted(count), refusal.message());
  }

  @ParameterizedTest(name = "of {0} the answer leaves after {1} ms")
  @CsvSource({"1S, 900", "10S, 9750", "500m, 450", "1M, 59750", "20000u, 18", "2H, 7199750"})
  void justBeforeItsDeadlineItSaysWhoIsMissing(String timeout, long millis) {
    serving.lab.judge("b", Status.HEALTHY);
    serving.lab.judge("c", Status.UNHEALTHY);
    serving.time.advance(Duration.ofSeconds(1));
    var wait = waiting(3, timeout);

    serving.time.advance(Duration.ofMillis(millis).minusNanos(1));
    assertTrue(wait.run().status().isEmpty());
    serving.time.advance(Duration.ofNanos(1));

    ErrorReply refusal = wait.run().refusal();
    assertEquals(Code.DEADLINE_EXCEEDED, refusal.code());
    assertEquals("1 of 3 peers match, 3 required", refusal.message());
    assertEquals("TOO_FEW_PEERS", refusal.info().getReason());
    assertEquals(Map.of("matching", "1", "count", "3"), refusal.info().getMetadataMap());
    assertEquals(
        List.of("a unknown", "c unhealthy"),
        refusal.preconditions().getViolationsList().stream()
            .map(WaitForPeersCallTest::shown)
            .toList());
    assertEquals(0, serving.watchers.count());
    assertEquals(0, serving.time.timers().pending());
  }

  @Test
  void theMissingThatFitIntoTheTrailersAreNamedAndTheOthersCounted() {
    GrpcServiceFixture crowd = new GrpcServiceFixture(peers(5_000));
    var wait =
        crowd
            .discovery(DiscoveryGrpc.getWaitForPeersMethod(), WaitForPeersResponse.parser())
            .start(timeout("1S"))
            .send(request(1).build().toByteArray())
            .finish();

    crowd.time.advance(Duration.ofSeconds(1));

    PreconditionFailure missing = wait.run().refusal().preconditions();
    int named = missing.getViolationsCount() - 1;
    assertTrue(named > 50, "named " + named);
    assertTrue(missing.getSerializedSize() < 3_600, "bytes " + missing.getSerializedSize());
    assertEquals(
        "and %d more".formatted(5_000 - named), missing.getViolations(named).getDescription());
  }

  @Test
  void aPeerThatCannotMatchSaysSo() {
    var wait =
        serving
            .discovery(DiscoveryGrpc.getWaitForPeersMethod(), WaitForPeersResponse.parser())
            .start(timeout("1S"))
            .send(
                request(1)
                    .setFilter(PeerFilter.newBuilder().putLabels("site", "x"))
                    .build()
                    .toByteArray())
            .finish();

    serving.time.advance(Duration.ofSeconds(1));

    assertEquals(
        "its labels or capabilities do not match",
        wait.run().refusal().preconditions().getViolations(0).getDescription());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "S", "1s", "-1S", "123456789S", "1 S", "1.5S"})
  void aTimeoutThatIsNoneIsInvalid(String timeout) {
    ErrorReply refusal = waiting(1, timeout).refusal();

    refusal.assertInvalid("grpc-timeout", "BAD_TIMEOUT");
  }

  @Test
  void onShutdownItEndsWithUnavailable() {
    var wait = serving.wait(request(1).build());

    serving.watchers.end();

    assertEquals(Code.UNAVAILABLE, wait.run().refusal().code());
  }

  private ScriptedCall<WaitForPeersRequest, WaitForPeersResponse> waiting(
      int count, String timeout) {
    return serving
        .discovery(DiscoveryGrpc.getWaitForPeersMethod(), WaitForPeersResponse.parser())
        .start(timeout(timeout))
        .send(request(count).build().toByteArray())
        .finish();
  }

  private static Metadata timeout(String value) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER), value);
    return headers;
  }

  private static WaitForPeersRequest.Builder request(int count) {
    return WaitForPeersRequest.newBuilder().setCount(count);
  }

  private static List<String> ids(List<WaitForPeersResponse> answers) {
    assertEquals(1, answers.size());
    return answers.get(0).getPeersList().stream().map(Peer::getId).toList();
  }

  private static String shown(Violation violation) {
    assertEquals("PEER_DOES_NOT_MATCH", violation.getType());
    return violation.getSubject() + " " + violation.getDescription();
  }
}

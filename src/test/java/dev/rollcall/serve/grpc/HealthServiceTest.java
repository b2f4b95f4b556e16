package dev.rollcall.serve.grpc;

import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.monitor.Status;
import dev.rollcall.testing.ErrorReply;
import dev.rollcall.v1.health.HealthCheckRequest;
import dev.rollcall.v1.health.HealthCheckResponse;
import dev.rollcall.v1.health.HealthCheckResponse.ServingStatus;
import dev.rollcall.v1.health.HealthGrpc;
import dev.rollcall.v1.health.HealthListRequest;
import dev.rollcall.v1.health.HealthListResponse;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServiceTest {

  private final GrpcServiceFixture serving =
      new GrpcServiceFixture(peers("up", "down", "shaky", "new"));

  @BeforeEach
  void judge() {
    serving.lab.judge("up", Status.HEALTHY);
    serving.lab.judge("down", Status.UNHEALTHY);
    serving.lab.judge("shaky", Status.SUSPECT);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', SERVING",
    "rollcall.v1.Discovery, SERVING",
    "peer/up, SERVING",
    "peer/shaky, SERVING",
    "peer/down, NOT_SERVING",
    "peer/new, UNKNOWN",
  })
  void whatIsKnownIsAnswered(String service, ServingStatus status) {
    var check = check(service);

    assertEquals(List.of(HealthService.response(status)), check.answers());
    assertEquals(Code.OK, check.status().orElseThrow().getCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "peer/", "peer/nobody", "peer/ ", "/", "rollcall.v1.discovery"})
  void whatIsNotKnownIsNotFound(String service) {
    ErrorReply refusal = check(service).refusal();

    assertEquals(Code.NOT_FOUND, refusal.code());
    assertEquals("UNKNOWN_SERVICE", refusal.info().getReason());
  }

  @Test
  void allAreListed() {
    var list =
        serving
            .health(HealthGrpc.getListMethod(), HealthListResponse.parser())
            .ask(HealthListRequest.getDefaultInstance());

    Map<String, ServingStatus> statuses = new TreeMap<>();
    list.answers()
        .get(0)
        .getStatusesMap()
        .forEach((name, response) -> statuses.put(name, response.getStatus()));
    assertEquals(
        Map.of(
            "", ServingStatus.SERVING,
            "rollcall.v1.Discovery", ServingStatus.SERVING,
            "peer/up", ServingStatus.SERVING,
            "peer/down", ServingStatus.NOT_SERVING,
            "peer/shaky", ServingStatus.SERVING,
            "peer/new", ServingStatus.UNKNOWN),
        statuses);
  }

  @Test
  void tooManyAreNotListed() {
    var list =
        new GrpcServiceFixture(peers(9_999))
            .health(HealthGrpc.getListMethod(), HealthListResponse.parser())
            .ask(HealthListRequest.getDefaultInstance());

    assertEquals(Code.RESOURCE_EXHAUSTED, list.refusal().code());
  }

  @Test
  void aWatchTellsTheStatusAndEachChangeOfIt() {
    var watch = serving.healthWatch("peer/up");
    assertEquals(List.of(ServingStatus.SERVING), statuses(watch));

    serving.lab.judge("up", Status.SUSPECT);
    assertEquals(List.of(), statuses(watch));
    tick();
    serving.lab.judge("up", Status.UNHEALTHY);
    tick();
    assertEquals(List.of(ServingStatus.NOT_SERVING), statuses(watch));
  }

  @Test
  void aWatchOfTheUnknownStaysAndIsToldWhenItAppears() {
    var watch = serving.healthWatch("peer/late");
    assertEquals(List.of(ServingStatus.SERVICE_UNKNOWN), statuses(watch));
    assertTrue(watch.status().isEmpty());

    tick();
    serving.lab.list(peers("up", "late"));
    tick();
    assertEquals(List.of(ServingStatus.UNKNOWN), statuses(watch));
    serving.lab.list(peers("up"));
    tick();
    assertEquals(List.of(ServingStatus.SERVICE_UNKNOWN), statuses(watch));
  }

  @Test
  void onShutdownItSaysNotServingAndEnds() {
    var watch = serving.healthWatch("");
    assertEquals(List.of(ServingStatus.SERVING), statuses(watch));

    serving.watchers.end();

    assertEquals(List.of(ServingStatus.NOT_SERVING), statuses(watch));
    assertEquals(Code.UNAVAILABLE, watch.refusal().code());
    assertEquals(List.of(HealthService.response(ServingStatus.NOT_SERVING)), check("").answers());
  }

  /** Whoever watches a peer is told nothing about it that is not so. */
  @Test
  void onShutdownAWatchOfAPeerOnlyEnds() {
    var watch = serving.healthWatch("peer/up");
    statuses(watch);

    serving.watchers.end();

    assertEquals(List.of(), statuses(watch));
    assertEquals(Code.UNAVAILABLE, watch.refusal().code());
  }

  private void tick() {
    serving.time.advance(Duration.ofMillis(100));
  }

  private ScriptedCall<HealthCheckRequest, HealthCheckResponse> check(String service) {
    return serving
        .health(HealthGrpc.getCheckMethod(), HealthCheckResponse.parser())
        .ask(HealthCheckRequest.newBuilder().setService(service).build());
  }

  private static List<ServingStatus> statuses(ScriptedCall<?, HealthCheckResponse> watch) {
    return watch.run().answers().stream().map(HealthCheckResponse::getStatus).toList();
  }
}

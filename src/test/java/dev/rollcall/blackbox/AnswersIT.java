package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What clients are answered on the one port: one healthy peer, one silent, one in maintenance. */
@TestInstance(Lifecycle.PER_CLASS)
class AnswersIT {

  private final HealthServer healthy = HealthServer.start();
  private final MisbehavingServer silent = MisbehavingServer.silent();
  private final PackagedRollcall rollcall;

  AnswersIT(@TempDir Path directory) throws IOException {
    rollcall =
        PackagedRollcall.start(
            directory,
            // Long enough that the silent peer's first check is still under way when it is asked.
            Map.of("rollcall.check.timeout", "60s", "rollcall.check.interval", "2s"),
            Map.of(
                "ROLLCALL_PEERS_0__ID", "healthy",
                "ROLLCALL_PEERS_0__ADDRESS", healthy.address(),
                "ROLLCALL_PEERS_0__CAPABILITIES_MEMORY_GB", "64",
                "ROLLCALL_PEERS_0__LABELS_SITE", "factory-a",
                "ROLLCALL_PEERS_1__ID", "silent",
                "ROLLCALL_PEERS_1__ADDRESS", silent.address(),
                "ROLLCALL_PEERS_2__ID", "out",
                "ROLLCALL_PEERS_2__ADDRESS", "127.0.0.1:1",
                "ROLLCALL_PEERS_2__MAINTENANCE", "true"));
  }

  @BeforeAll
  void listens() {
    rollcall.listening();
    Eventually.holds("the healthy peer is checked", () -> status(0) == Status.STATUS_HEALTHY);
  }

  @AfterAll
  void close() {
    rollcall.close();
    healthy.close();
    silent.close();
  }

  @Test
  void listPeersAnswersBeforeAFirstCheckHasEnded() {
    ListPeersResponse list = rollcall.list();

    assertEquals(List.of("healthy", "out", "silent"), ids(list));
    assertEquals(Status.STATUS_UNKNOWN, list.getPeers(2).getHealth().getStatus());
    assertEquals(false, list.getPeers(2).getHealth().hasCheckedAt());
    assertEquals(Status.STATUS_MAINTENANCE, list.getPeers(1).getHealth().getStatus());
    assertEquals("settings", list.getObserver().getRoster().getSource());
    assertEquals("factory-a", list.getPeers(0).getLabelsOrThrow("site"));
  }

  @Test
  void readinessWaitsForTheFirstChecksAndLivenessForNothing()
      throws IOException, InterruptedException {
    HttpResponse<String> ready = rollcall.get("/q/health/ready");

    assertEquals(503, ready.statusCode());
    assertTrue(ready.body().contains("\"unknown\": 1"), ready.body());
    assertTrue(ready.body().contains("\"healthy\": 1"), ready.body());
    assertTrue(ready.body().contains("\"maintenance\": 1"), ready.body());
    assertEquals(200, rollcall.get("/q/health/live").statusCode());
  }

  @Test
  void theGroupHasACheckForEachPeer() throws IOException, InterruptedException {
    HttpResponse<String> group = rollcall.get("/q/health/group/peers");

    assertEquals(503, group.statusCode());
    for (String name : List.of("healthy", "out", "silent")) {
      assertTrue(group.body().contains("\"name\": \"" + name + "\""), group.body());
    }
    assertTrue(group.body().contains("\"status\": \"unknown\""), group.body());
  }

  @Test
  void filtersAndPagesWork() {
    ListPeersRequest first =
        ListPeersRequest.newBuilder()
            .setPageSize(1)
            .setFilter(
                PeerFilter.newBuilder()
                    .addStatuses(Status.STATUS_HEALTHY)
                    .addStatuses(Status.STATUS_UNKNOWN))
            .build();
    ListPeersResponse page1 = rollcall.discovery().listPeers(first);
    ListPeersResponse page2 =
        rollcall
            .discovery()
            .listPeers(first.toBuilder().setPageToken(page1.getNextPageToken()).build());

    assertEquals(List.of("healthy"), ids(page1));
    assertEquals(2, page1.getTotalSize());
    assertEquals(List.of("silent"), ids(page2));
    assertEquals("", page2.getNextPageToken());
  }

  @Test
  void getPeerGivesThePeer() {
    assertEquals(
        "healthy",
        rollcall.discovery().getPeer(GetPeerRequest.newBuilder().setId("healthy").build()).getId());
  }

  @Test
  void errorsCarryTheirDetails() throws InvalidProtocolBufferException {
    StatusRuntimeException missing =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                rollcall.discovery().getPeer(GetPeerRequest.newBuilder().setId("nobody").build()));
    StatusRuntimeException negative =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                rollcall
                    .discovery()
                    .listPeers(ListPeersRequest.newBuilder().setPageSize(-1).build()));

    assertEquals(Code.NOT_FOUND, missing.getStatus().getCode());
    ErrorInfo info = details(missing).getDetails(0).unpack(ErrorInfo.class);
    assertEquals("PEER_NOT_FOUND", info.getReason());
    assertEquals("rollcall.dev", info.getDomain());
    assertEquals(Code.INVALID_ARGUMENT, negative.getStatus().getCode());
    BadRequest bad = details(negative).getDetails(1).unpack(BadRequest.class);
    assertEquals("page_size", bad.getFieldViolations(0).getField());
  }

  @Test
  void reflectionTellsTheService()
      throws ExecutionException, InterruptedException, TimeoutException {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> asking =
        ServerReflectionGrpc.newStub(rollcall.channel())
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable error) {
                    answer.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {}
                });
    asking.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());

    List<String> services =
        answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
            .map(ServiceResponse::getName)
            .toList();
    asking.onCompleted();
    assertTrue(services.contains("rollcall.v1.Discovery"), services.toString());
  }

  private Status status(int peer) {
    return rollcall.list().getPeers(peer).getHealth().getStatus();
  }

  private static List<String> ids(ListPeersResponse list) {
    return list.getPeersList().stream().map(peer -> peer.getId()).toList();
  }

  private static com.google.rpc.Status details(StatusRuntimeException e) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      throw new AssertionError("no details", e);
    }
    return status;
  }
}

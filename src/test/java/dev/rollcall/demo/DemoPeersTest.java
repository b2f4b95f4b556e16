package dev.rollcall.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.time.SystemClock;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthGrpc.HealthBlockingStub;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoPeersTest {

  private static final Duration NEVER = Duration.ofDays(1);

  private final SystemClock time = new SystemClock("test-timers");

  @AfterEach
  void end() {
    time.close();
  }

  @Test
  void theyAreFourDifferentPeersThatListen() throws IOException {
    try (DemoPeers demo = new DemoPeers(CheckSettings.DEFAULTS, time, NEVER)) {
      List<Peer> peers = demo.peers();
      assertEquals(4, peers.stream().map(Peer::id).distinct().count());
      assertEquals(4, peers.stream().map(Peer::capabilities).distinct().count());
      assertTrue(peers.stream().allMatch(DemoPeersTest::isUp));
    }
  }

  @Test
  void theirHealthServiceKeepsToTheStandard() throws IOException {
    try (DemoPeers demo = new DemoPeers(CheckSettings.DEFAULTS, time, NEVER)) {
      ManagedChannel channel = channelTo(demo.peers().get(0));
      try {
        HealthBlockingStub health =
            HealthGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
        assertEquals(ServingStatus.SERVING, health.check(request("")).getStatus());
        StatusRuntimeException unknown =
            assertThrows(StatusRuntimeException.class, () -> health.check(request("nope")));
        assertEquals(Status.Code.NOT_FOUND, unknown.getStatus().getCode());
        assertEquals(3, health.watch(request("nope")).next().getStatusValue());
        Iterator<HealthCheckResponse> watch = health.watch(request(""));
        assertEquals(ServingStatus.SERVING, watch.next().getStatus());
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void watchersAreNotifiedOfTheEnd() throws IOException {
    DemoPeers demo = new DemoPeers(CheckSettings.DEFAULTS, time, NEVER);
    ManagedChannel channel = channelTo(demo.peers().get(0));
    try {
      Iterator<HealthCheckResponse> watch =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .watch(request(""));
      assertEquals(ServingStatus.SERVING, watch.next().getStatus());
      demo.close();
      assertEquals(ServingStatus.NOT_SERVING, watch.next().getStatus());
      assertFalse(watch.hasNext());
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void theLastGoesAwayAndComesBack() throws IOException {
    try (DemoPeers demo = new DemoPeers(CheckSettings.DEFAULTS, time, Duration.ofMillis(300))) {
      Peer last = demo.peers().get(3);
      Eventually.holds("it is up", () -> isUp(last));
      Eventually.holds("it goes away", () -> !isUp(last));
      Eventually.holds("it comes back", () -> isUp(last));
      Eventually.holds("it goes away again", () -> !isUp(last));
      assertTrue(demo.peers().subList(0, 3).stream().allMatch(DemoPeersTest::isUp));
    }
  }

  @Test
  void theyEndSoonAndWhollyEvenIfOneIsAway() throws IOException {
    DemoPeers demo = new DemoPeers(CheckSettings.DEFAULTS, time, Duration.ofMillis(300));
    Eventually.holds("the last is away", () -> !isUp(demo.peers().get(3)));
    long start = System.nanoTime();
    demo.close();
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 3);
    assertTrue(demo.peers().stream().noneMatch(DemoPeersTest::isUp));
  }

  private static boolean isUp(Peer peer) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.address().port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static ManagedChannel channelTo(Peer peer) {
    return NettyChannelBuilder.forAddress(peer.address().host(), peer.address().port())
        .usePlaintext()
        .build();
  }

  private static HealthCheckRequest request(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }
}

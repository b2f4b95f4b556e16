package dev.rollcall.check.grpc;

import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.OneWorkerServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.program.LogCapture;
import dev.rollcall.testing.time.Eventually;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checking a peer with one thread never takes it away from its other clients. */
class OneWorkerPeerTest {

  private static final String LOG = GrpcHealthCheckFactory.class.getName();

  private final CheckFixture lab = new CheckFixture();
  private final GrpcHealthCheckFactory checks =
      new GrpcHealthCheckFactory(
          CheckNetwork.on(lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
          512);

  @AfterEach
  void end() {
    lab.close();
  }

  @Test
  void anotherClientIsAlwaysAnsweredAndThePeerIsNotWatchedForGood() {
    try (OneWorkerServer server = OneWorkerServer.start();
        LogCapture log = LogCapture.of(LOG)) {
      HealthCheck check = open(server);
      ManagedChannel other = NettyChannelBuilder.forTarget(server.address()).usePlaintext().build();
      try {
        Eventually.holds(
            "the peer is tried with a stream",
            () -> {
              success(check);
              return server.watches() >= 1;
            });
        Eventually.holds(
            "the peer is given up",
            () -> {
              ask(other);
              return !log.all().isEmpty();
            });
        Eventually.holds("no stream is left", () -> server.held() == 0);
        int watches = server.watches();
        for (int i = 0; i < 50; i++) {
          ask(other);
          success(check);
        }
        assertEquals(watches, server.watches());
        assertEquals(1, log.all().size(), log.all().toString());
        String line = log.all().get(0);
        String start = "INFO peer peer (" + server.address() + ") is no longer watched";
        assertTrue(line.startsWith(start), line);
      } finally {
        other.shutdownNow();
        check.close();
      }
    }
  }

  @Test
  void aConnectionWithRoomForOneCallIsNotWatched() {
    try (OneWorkerServer server = OneWorkerServer.startWithLimit(1);
        LogCapture log = LogCapture.of(LOG)) {
      HealthCheck check = open(server);
      for (int i = 0; i < 20; i++) {
        success(check);
      }
      assertEquals(20, server.checks());
      assertEquals(0, server.watches());
      assertEquals(List.of(), log.all());
      check.close();
    }
  }

  private HealthCheck open(OneWorkerServer server) {
    return checks.open(
        CheckFixture.peer(server.address(), new CheckKind.Grpc(""), CheckFixture.AMPLE));
  }

  /** Throws if it takes longer than any client waits, on however busy a machine. */
  private static void ask(ManagedChannel channel) {
    HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(5, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance());
  }
}

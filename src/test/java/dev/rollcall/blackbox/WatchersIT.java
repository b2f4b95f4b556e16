package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.FaultInjectingProxy;
import dev.rollcall.testing.network.FaultInjectingProxy.Fault;
import dev.rollcall.testing.network.RawHttp;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches whose clients die, stall, or outlive the service. */
class WatchersIT {

  /** More than any client lets be sent before it reads. */
  private static final int MANY = 20_000;

  /** Of a shutdown, 3 s pass in any case, and 21 s more if it waits for a client. */
  private static final Map<String, String> SLOW_END = Map.of("rollcall.shutdown-timeout", "30s");

  private static final Duration UNDELAYED = Duration.ofSeconds(18);

  @Test
  void aWatchWhoseConnectionBreaksMakesRoomForAnother(@TempDir Path directory)
      throws IOException, InterruptedException {
    list(directory, 2);
    try (PackagedRollcall rollcall =
            PackagedRollcall.start(directory, Map.of("rollcall.listen.watch-limit", "1"), Map.of())
                .listening();
        FaultInjectingProxy wire = new FaultInjectingProxy(rollcall.port().orElseThrow())) {
      ManagedChannel through =
          ManagedChannelBuilder.forTarget(wire.address()).usePlaintext().build();
      DiscoveryGrpc.newBlockingStub(through).watchPeers(request()).next();
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, watchCode(rollcall));

      wire.suffer(Fault.SILENCE);

      Eventually.holds("there is room again", () -> hasRoom(rollcall));
      through.shutdownNow();
    }
  }

  @Test
  void aWatcherThatNeverReadsDoesNotDelayTheEnd(@TempDir Path directory)
      throws IOException, InterruptedException {
    list(directory, MANY);
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(directory, SLOW_END, Map.of()).listening()) {
      openAndNeverRead(rollcall);
      assertEquals(MANY, rollcall.list().getTotalSize());

      assertEndsUndelayed(rollcall);
    }
  }

  @Test
  void aReaderOfEventsThatNeverReadsDoesNotDelayTheEnd(@TempDir Path directory)
      throws IOException, InterruptedException {
    list(directory, MANY);
    try (PackagedRollcall rollcall =
            PackagedRollcall.start(directory, SLOW_END, Map.of()).listening();
        Socket reader = RawHttp.askAndNeverRead(rollcall.port().orElseThrow(), "/api/v1/watch")) {
      Eventually.holds("it watches", () -> metrics(rollcall).contains("\nrollcall_watchers 1.0\n"));
      assertEquals(MANY, rollcall.list().getTotalSize());

      assertEndsUndelayed(rollcall);
      assertFalse(reader.isClosed());
    }
  }

  private static void assertEndsUndelayed(PackagedRollcall rollcall) throws InterruptedException {
    Instant signalled = Instant.now();
    rollcall.terminate();
    rollcall.exitCode();

    Duration took = Duration.between(signalled, Instant.now());
    assertTrue(took.compareTo(UNDELAYED) < 0, "it took " + took);
  }

  private static String metrics(PackagedRollcall rollcall) {
    try {
      return rollcall.get("/q/metrics").body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readinessIsDownBeforeThePortIsClosed(@TempDir Path directory)
      throws IOException, InterruptedException {
    list(directory, 2);
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(directory, Map.of("rollcall.shutdown-timeout", "20s"), Map.of())
            .listening()) {
      Eventually.holds("it is ready", () -> readiness(rollcall) == 200);

      rollcall.terminate();

      Eventually.holds("it is no longer ready", () -> readiness(rollcall) == 503);
    }
  }

  private static int readiness(PackagedRollcall rollcall) {
    try {
      return rollcall.get("/q/health/ready").statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Listed, not checked. */
  private static void list(Path directory, int count) throws IOException {
    Files.writeString(
        directory.resolve("peers.yaml"),
        IntStream.range(0, count)
            .mapToObj(
                i -> "  - {id: p%05d, address: \"p%05d:1\", maintenance: true}\n".formatted(i, i))
            .collect(Collectors.joining("", "peers:\n", "")));
  }

  private static WatchPeersRequest request() {
    return WatchPeersRequest.getDefaultInstance();
  }

  private static Status.Code watchCode(PackagedRollcall rollcall) {
    try {
      rollcall.discovery().watchPeers(request()).next();
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private static boolean hasRoom(PackagedRollcall rollcall) {
    try {
      Iterator<WatchPeersResponse> watch = rollcall.discovery().watchPeers(request());
      return watch.next().getReset();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  /** Its client lets no answer in, so that they stop at the window of the stream. */
  private static void openAndNeverRead(PackagedRollcall rollcall) {
    ClientCall<WatchPeersRequest, WatchPeersResponse> call =
        rollcall.channel().newCall(DiscoveryGrpc.getWatchPeersMethod(), CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.sendMessage(request());
    call.halfClose();
  }
}

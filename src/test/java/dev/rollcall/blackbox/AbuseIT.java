package dev.rollcall.blackbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.Http2FrameFlood;
import dev.rollcall.testing.network.RawHttp;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.Prerequisites;
import dev.rollcall.testing.program.SystemCommand;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Status;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients may do to the port: another client is answered all the while, a peer is checked, and
 * afterwards memory and descriptors are what they were.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AbuseIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Of an answer to the client that does nothing wrong, on a machine that is busy with all else.
   */
  private static final Duration BOUND = Duration.ofSeconds(2);

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

  /** Of the run before it, which is not measured: enough for all that is made once. */
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /** In the seconds that each abuse takes, so that the bound says something. */
  private static final int LEAST_ANSWERS = 5;

  private static final int MEGABYTE = 1 << 20;
  private static final int CHUNK = MEGABYTE / 16;
  private static final int FLOOD_A_SECOND = 100_000;

  /** Pools and compiled code that a first load leaves behind. */
  private static final long SLACK_BYTES = 16L * MEGABYTE;

  private static final long SLACK_DESCRIPTORS = 8;

  /** Of the tests themselves, besides the connections. */
  private static final int SPARE_DESCRIPTORS = 500;

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final HealthServer peer = HealthServer.start();
  private final PackagedRollcall rollcall;
  private long descriptors;

  AbuseIT(@TempDir Path directory) throws IOException {
    peer.set(ServingStatus.SERVING);
    Files.writeString(
        directory.resolve("peers.yaml"),
        "peers: [{id: peer, address: \"%s\"}]".formatted(peer.address()));
    rollcall = PackagedRollcall.start(directory, Map.of("rollcall.check.interval", "1s"), Map.of());
  }

  @BeforeAll
  void start() {
    rollcall.listening();
  }

  @AfterAll
  void stop() {
    rollcall.close();
    peer.close();
  }

  @Test
  void garbage() throws Exception {
    byte[] garbage = new byte[MEGABYTE];
    new Random(5).nextBytes(garbage);
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    abuse(
        duration -> {
          long least = 40L * MEGABYTE * duration.toSeconds();
          long sent = 0;
          int round = 0;
          long start = System.nanoTime();
          while (sent < least || System.nanoTime() - start < duration.toNanos()) {
            sent += send(round % 2 == 0 ? new byte[0] : preface, garbage);
            round++;
          }
        });
  }

  @Test
  void floodsOfFrames() throws Exception {
    abuse(
        duration -> {
          int most = FLOOD_A_SECOND * (int) duration.toSeconds();
          long share = duration.toNanos() / Http2FrameFlood.values().length;
          for (Http2FrameFlood flood : Http2FrameFlood.values()) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < share) {
              send(flood, most);
            }
          }
        });
  }

  @Test
  void silentConnections() throws Exception {
    int count = 5_000;
    Prerequisites.requireFileDescriptors(count + SPARE_DESCRIPTORS);
    List<SocketChannel> open = new ArrayList<>();
    abuse(
        duration -> {
          for (int i = 0; i < count; i++) {
            open.add(
                SocketChannel.open(
                    new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), rollcall.port().orElseThrow())));
          }
          Eventually.holds("they are disconnected", PATIENCE, this::areGone);
          for (SocketChannel channel : open) {
            channel.close();
          }
          open.clear();
        });
  }

  @Test
  void unreadWatches() throws Exception {
    int count = 1_000;
    List<ManagedChannel> channels = new ArrayList<>();
    abuse(
        duration -> {
          for (int i = 0; i < count; i++) {
            // A name of its own, so that each has a connection of its own.
            ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", rollcall.port().orElseThrow())
                    .flowControlWindow(MEGABYTE / 16)
                    .usePlaintext()
                    .build();
            channels.add(channel);
            ClientCall<byte[], byte[]> call =
                channel.newCall(
                    RawHttp.method("rollcall.v1.Discovery/WatchPeers", MethodType.SERVER_STREAMING),
                    CallOptions.DEFAULT);
            call.start(new ClientCall.Listener<>() {}, new Metadata());
            // Requested, and none of the responses ever taken.
            call.sendMessage(new byte[0]);
            call.halfClose();
          }
          Eventually.holds("all of them are open", PATIENCE, () -> rollcall.watchers() == count);
          Eventually.keeps("they stay", duration, () -> rollcall.watchers() == count);
          channels.forEach(ManagedChannel::shutdownNow);
          channels.clear();
        });
  }

  private interface Abuse {
    void run(Duration duration) throws IOException;
  }

  private void abuse(Abuse abuse) throws Exception {
    Eventually.holds("the peer is checked", PATIENCE, this::isHealthy);
    descriptors = descriptors();
    // Once before it is measured, so that what is made once is there.
    abuse.run(WARM_UP);
    Eventually.holds("they are gone", PATIENCE, this::areGone);
    long used = used();
    int output = rollcall.output().size();
    try (Bystander bystander = new Bystander()) {
      abuse.run(LONG_ENOUGH);
      bystander.assertAnswered();
    }
    assertTrue(isHealthy());
    Eventually.holds("descriptors are as before", PATIENCE, this::areGone);
    Eventually.holds("memory is as before", PATIENCE, () -> used() <= used + SLACK_BYTES);
    assertEquals(List.of(), otherLines(output));
    assertEquals(List.of(), rollcall.lines("cannot check"), rollcall.output().toString());
  }

  /** The lines printed after so many, except those about the peer; the first 20 say enough. */
  private List<String> otherLines(int after) {
    return rollcall.output().stream()
        .skip(after)
        .filter(line -> !line.contains("[dev.rollcall]"))
        .limit(20)
        .toList();
  }

  /** Another client, which calls again and again. */
  private final class Bystander implements AutoCloseable {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::ask, "bystander");

    Bystander() {
      thread.start();
    }

    private void ask() {
      while (!ended.get()) {
        long start = System.nanoTime();
        try {
          rollcall.list();
          RawHttp.get(rollcall.port().orElseThrow(), "/q/health/live");
          answers.incrementAndGet();
        } catch (IOException | RuntimeException e) {
          failures.add(e);
        }
        slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
      }
    }

    void assertAnswered() {
      assertEquals(List.of(), failures);
      assertTrue(answers.get() >= LEAST_ANSWERS, answers + " answers");
      Duration worst = Duration.ofNanos(slowest.get());
      assertTrue(worst.compareTo(BOUND) < 0, "the slowest answer took " + worst);
    }

    @Override
    public void close() {
      ended.set(true);
      Eventually.holds("the bystander ends", PATIENCE, () -> !thread.isAlive());
    }
  }

  /** Sends it all, or until it is disconnected. Returns how many bytes were sent. */
  private long send(byte[] before, byte[] garbage) throws IOException {
    int sent = 0;
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), rollcall.port().orElseThrow())) {
      OutputStream out = socket.getOutputStream();
      out.write(before);
      while (sent < garbage.length) {
        out.write(garbage, sent, CHUNK);
        sent += CHUNK;
      }
    } catch (SocketException e) {
      return sent;
    }
    return sent;
  }

  /** Sends for a while, or until it is disconnected; no answer is ever read. */
  private void send(Http2FrameFlood flood, int most) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), rollcall.port().orElseThrow())) {
      OutputStream out = socket.getOutputStream();
      out.write(flood.beginning());
      for (int number = 1; number < most; number += Http2FrameFlood.CHUNK) {
        out.write(flood.chunk(number));
      }
    } catch (SocketException e) {
      // It was disconnected.
      return;
    }
  }

  private boolean areGone() {
    return descriptors() <= descriptors + SLACK_DESCRIPTORS;
  }

  private boolean isHealthy() {
    return rollcall.list().getPeers(0).getHealth().getStatus() == Status.STATUS_HEALTHY;
  }

  private long descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/%d/fd".formatted(rollcall.pid())))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The heap in use after a collection, in bytes; of a native binary, what is resident. */
  private long used() {
    String pid = String.valueOf(rollcall.pid());
    try {
      return PackagedRollcall.isNative()
          ? kilobytes(RESIDENT, Files.readString(Path.of("/proc", pid, "status")))
          : kilobytes(USED, jcmd(pid, "GC.run") + jcmd(pid, "GC.heap_info"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String jcmd(String pid, String command) throws IOException {
    return SystemCommand.run(
        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid, command);
  }

  private static long kilobytes(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no memory in use in: " + text);
    }
    return Long.parseLong(matcher.group(1)) * 1024;
  }
}

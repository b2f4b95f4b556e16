package dev.rollcall.bench;

import dev.rollcall.testing.network.ByteArrayMarshaller;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.ListPeersRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * So many calls of ListPeers under way all the time, each followed by the next, over so many
 * connections. The answers are received whole and not parsed.
 */
final class LoadGenerator implements AutoCloseable {

  /**
   * What was measured.
   *
   * @param nanos how long each call took that was answered, ordered
   * @param failures of the others, of which there should be none
   */
  record Result(long[] nanos, List<Status> failures, Duration length) {

    double callsASecond() {
      return nanos.length / (length.toNanos() / 1e9);
    }

    double millis(int percent) {
      int rank = (int) Math.ceil(percent / 100.0 * nanos.length);
      return nanos[Math.max(0, rank - 1)] / 1e6;
    }
  }

  private static final MethodDescriptor<ListPeersRequest, byte[]> LIST =
      DiscoveryGrpc.getListPeersMethod().toBuilder(
              DiscoveryGrpc.getListPeersMethod().getRequestMarshaller(), new ByteArrayMarshaller())
          .build();

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final int underWay;

  /**
   * @param underWay at any time, of all connections together
   */
  LoadGenerator(int port, int connections, int underWay) {
    this.underWay = underWay;
    for (int i = 0; i < connections; i++) {
      channels.add(
          NettyChannelBuilder.forAddress("127.0.0.1", port)
              .usePlaintext()
              .directExecutor()
              .maxInboundMessageSize(Integer.MAX_VALUE)
              .build());
    }
  }

  /** Calls for so long; what is under way then is waited for, and not counted. */
  Result run(Duration length) throws InterruptedException {
    Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    Queue<Status> failures = new ConcurrentLinkedQueue<>();
    long end = System.nanoTime() + length.toNanos();
    Phaser open = new Phaser(1);
    for (int i = 0; i < underWay; i++) {
      open.register();
      call(channels.get(i % channels.size()), end, nanos, failures, open);
    }
    try {
      open.awaitAdvanceInterruptibly(open.arrive(), length.toSeconds() + 60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("calls do not end", e);
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return new Result(sorted, List.copyOf(failures), length);
  }

  private static void call(
      ManagedChannel channel, long end, Queue<Long> nanos, Queue<Status> failures, Phaser open) {
    long start = System.nanoTime();
    ClientCall<ListPeersRequest, byte[]> call = channel.newCall(LIST, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            long now = System.nanoTime();
            if (!status.isOk()) {
              failures.add(status);
            }
            if (now < end) {
              nanos.add(now - start);
              call(channel, end, nanos, failures, open);
            } else {
              open.arriveAndDeregister();
            }
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(ListPeersRequest.getDefaultInstance());
    call.halfClose();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}

package dev.rollcall.bench;

import dev.rollcall.testing.network.ByteArrayMarshaller;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.WatchPeersRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Many WatchPeers calls over some connections. What comes is handed over whole, not parsed. */
final class WatchStreams implements AutoCloseable {

  private static final MethodDescriptor<WatchPeersRequest, byte[]> WATCH =
      DiscoveryGrpc.getWatchPeersMethod().toBuilder(
              DiscoveryGrpc.getWatchPeersMethod().getRequestMarshaller(), new ByteArrayMarshaller())
          .build();

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /**
   * @param readers makes what takes the messages of a call, one after another
   */
  WatchStreams(int port, int calls, int connections, Supplier<Consumer<byte[]>> readers) {
    for (int i = 0; i < connections; i++) {
      channels.add(
          NettyChannelBuilder.forAddress("127.0.0.1", port)
              .usePlaintext()
              .directExecutor()
              .maxInboundMessageSize(Integer.MAX_VALUE)
              .build());
    }
    for (int i = 0; i < calls; i++) {
      open(channels.get(i % connections), readers.get());
    }
  }

  /** How many have had their first message. */
  int begun() {
    return begun.get();
  }

  /** How many have ended, which none should. */
  int ended() {
    return ended.get();
  }

  private void open(ManagedChannel channel, Consumer<byte[]> reader) {
    ClientCall<WatchPeersRequest, byte[]> call = channel.newCall(WATCH, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          private boolean first = true;

          @Override
          public void onMessage(byte[] message) {
            if (first) {
              first = false;
              begun.incrementAndGet();
            }
            reader.accept(message);
            call.request(1);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.incrementAndGet();
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(WatchPeersRequest.getDefaultInstance());
    call.halfClose();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}

package dev.rollcall.check.exo;

import dev.rollcall.testing.network.ByteArrayMarshaller;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A node of exo's as far as its health goes. It speaks in bytes, so the messages are not ours. */
final class ExoNode implements AutoCloseable {

  private final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
  private volatile byte[] answer;
  private final Server server;

  ExoNode(EventLoopGroup loops, byte... answer) {
    this.answer = answer;
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.newBuilder(new ByteArrayMarshaller(), new ByteArrayMarshaller())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("node_service.NodeService/HealthCheck")
            .build();
    ServerServiceDefinition service =
        ServerServiceDefinition.builder("node_service.NodeService")
            .addMethod(method, ServerCalls.asyncUnaryCall(this::tell))
            .build();
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .bossEventLoopGroup(loops)
              .workerEventLoopGroup(loops)
              .channelFactory(NioServerSocketChannel::new)
              .directExecutor()
              .addService(service)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answer(byte... bytes) {
    answer = bytes;
  }

  /** The requests so far. */
  List<byte[]> requests() {
    return List.copyOf(requests);
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  private void tell(byte[] request, StreamObserver<byte[]> answers) {
    requests.add(request);
    answers.onNext(answer);
    answers.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}

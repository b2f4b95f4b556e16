package dev.rollcall.bench;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves healthy peers at every address of this machine, and records when each is checked. */
final class CheckRecordingPeers implements AutoCloseable {

  private final Map<SocketAddress, List<Long>> checks = new ConcurrentHashMap<>();
  private final Server server;

  CheckRecordingPeers() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(0))
            .directExecutor()
            .addService(new Serving())
            .intercept(new Recorder())
            .build()
            .start();
  }

  int port() {
    return server.getPort();
  }

  /** When each peer was checked, as System.nanoTime counts. */
  List<List<Long>> checkTimes() {
    return checks.values().stream().map(List::copyOf).toList();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Serving extends HealthGrpc.HealthImplBase {
    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
      answers.onNext(HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build());
      answers.onCompleted();
    }
  }

  private final class Recorder implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      long now = System.nanoTime();
      if (call.getMethodDescriptor().equals(HealthGrpc.getCheckMethod())) {
        SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_LOCAL_ADDR);
        checks.computeIfAbsent(peer, unknown -> new CopyOnWriteArrayList<>()).add(now);
      }
      return next.startCall(call, headers);
    }
  }
}

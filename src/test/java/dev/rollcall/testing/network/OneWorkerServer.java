package dev.rollcall.testing.network;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A gRPC server that runs its calls on one thread. A stream of Watch holds the thread until it is
 * cancelled, as a generator holds a worker of gRPC's server for Python.
 */
public final class OneWorkerServer extends HealthGrpc.HealthImplBase implements AutoCloseable {

  private static final Context.Key<CountDownLatch> CANCELLED = Context.key("cancelled");

  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final AtomicInteger checks = new AtomicInteger();
  private final AtomicInteger watches = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final Server server;

  private OneWorkerServer(UnaryOperator<NettyServerBuilder> settings) {
    try {
      server =
          settings
              .apply(
                  NettyServerBuilder.forAddress(
                      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
              .executor(worker)
              .addStreamTracerFactory(new Cancellations())
              .addService(this)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static OneWorkerServer start() {
    return new OneWorkerServer(builder -> builder);
  }

  /** One that permits so many calls at a time on each connection. */
  public static OneWorkerServer startWithLimit(int calls) {
    return new OneWorkerServer(builder -> builder.maxConcurrentCallsPerConnection(calls));
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** How many calls of Check were answered. */
  public int checks() {
    return checks.get();
  }

  /** How many streams of Watch there have been. */
  public int watches() {
    return watches.get();
  }

  /** How many of them hold the worker. */
  public int held() {
    return held.get();
  }

  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
    checks.incrementAndGet();
    answers.onNext(serving());
    answers.onCompleted();
  }

  @Override
  public void watch(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answers) {
    watches.incrementAndGet();
    CountDownLatch cancelled = CANCELLED.get();
    answers.onNext(serving());
    held.incrementAndGet();
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      held.decrementAndGet();
    }
  }

  // A context ends on the executor of the calls, which is taken.
  private static final class Cancellations extends ServerStreamTracer.Factory {
    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
      CountDownLatch cancelled = new CountDownLatch(1);
      return new ServerStreamTracer() {
        @Override
        public Context filterContext(Context context) {
          return context.withValue(CANCELLED, cancelled);
        }

        @Override
        public void streamClosed(Status status) {
          cancelled.countDown();
        }
      };
    }
  }

  private static HealthCheckResponse serving() {
    return HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build();
  }

  @Override
  public void close() {
    server.shutdownNow();
    worker.shutdownNow();
    try {
      if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

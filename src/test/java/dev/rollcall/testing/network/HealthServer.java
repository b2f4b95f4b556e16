package dev.rollcall.testing.network;

import dev.rollcall.testing.time.Eventually;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;

/**
 * A peer on this machine with a real grpc.health.v1, whose health is set by the test. It serves the
 * empty service name from the start.
 */
public final class HealthServer implements AutoCloseable {

  private final EventLoopGroup loops =
      new NioEventLoopGroup(1, new DefaultThreadFactory("health-server", true));
  private final ScriptedHealthService health = new ScriptedHealthService();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger openConnections = new AtomicInteger();
  private final Queue<Metadata> metadata = new ConcurrentLinkedQueue<>();
  private final Queue<String> serverNames = new ConcurrentLinkedQueue<>();
  private final Optional<SslContext> tls;
  private final InetAddress bound;
  private final int port;
  private Server server;

  private HealthServer(InetAddress bound, int port, Optional<SslContext> tls) {
    this.bound = bound;
    this.tls = tls;
    this.server = listen(port);
    this.port = server.getPort();
  }

  /** Starts one at a free port. */
  public static HealthServer start() {
    return startAt(0);
  }

  /** Starts one at this port. */
  public static HealthServer startAt(int port) {
    return new HealthServer(InetAddress.getLoopbackAddress(), port, Optional.empty());
  }

  /** Starts one at a free port that speaks TLS only; the context offers h2. */
  public static HealthServer startWith(SslContext tls) {
    return new HealthServer(InetAddress.getLoopbackAddress(), 0, Optional.of(tls));
  }

  /** Starts one at a free port of every address, so that 127.0.0.0/8 has many peers. */
  public static HealthServer startAtEveryAddress() {
    return new HealthServer(new InetSocketAddress(0).getAddress(), 0, Optional.empty());
  }

  /** Where it listens, or did. */
  public int port() {
    return port;
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Sets the health of a service, which is then known; watchers are notified. */
  public void set(String service, ServingStatus status) {
    health.set(service, status);
  }

  /** Sets the health of the empty service name. */
  public void set(ServingStatus status) {
    set("", status);
  }

  /** From now on every call fails with this. */
  public void failWith(Status failure) {
    health.failWith(failure);
  }

  /** From now on no call is answered; watchers get nothing either. */
  public void stayQuiet() {
    health.stayQuiet();
  }

  /** From now on calls are answered again. Those before remain unanswered. */
  public void answerAgain() {
    health.answerAgain();
  }

  /** From now on there is no Watch here. */
  public void haveNoWatch() {
    health.watching(ScriptedHealthService.Watching.UNIMPLEMENTED);
  }

  /** From now on each stream of Watch ends after its first message. */
  public void endEachWatch() {
    health.watching(ScriptedHealthService.Watching.ENDED_AT_ONCE);
  }

  /** From now on watchers get NOT_SERVING, whatever Check answers. */
  public void contradictInWatch() {
    health.watching(ScriptedHealthService.Watching.AT_ODDS);
  }

  /** From now on watchers are sent the present health as often as they take it. */
  public void floodWatchers() {
    health.watching(ScriptedHealthService.Watching.FLOODED);
  }

  /** How many messages have been written to watchers that are flooded. */
  public int flooded() {
    return health.flooded();
  }

  /** Ends the streams of Watch that are open. */
  public void endWatches(Status status) {
    health.endWatches(status);
  }

  /** What the calls so far have sent under this key, in their order; without those that did not. */
  public List<String> metadata(String key) {
    Metadata.Key<String> name = Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER);
    return metadata.stream().flatMap(call -> Optional.ofNullable(call.get(name)).stream()).toList();
  }

  /** The server names (SNI) of the TLS connections so far. */
  public List<String> serverNames() {
    return List.copyOf(serverNames);
  }

  /** How many calls of Check have come in. */
  public int checks() {
    return health.checks();
  }

  /** How many calls of Watch have come in. */
  public int watches() {
    return health.watches();
  }

  /** How many calls the other side has cancelled. */
  public int cancelled() {
    return health.cancelled();
  }

  /** What was left of the deadline when the last call came in; absent if it had none. */
  public Optional<Duration> lastDeadline() {
    return health.lastDeadline();
  }

  /** How many connections have come about (with HTTP/2 spoken) since the first start. */
  public int connections() {
    return connections.get();
  }

  /** How many of them stand. */
  public int openConnections() {
    return openConnections.get();
  }

  /** Dies: the port is closed and every connection cut. */
  public synchronized void stopHard() {
    server.shutdownNow();
    awaitEnd();
    Eventually.holds("nothing listens any more", this::refuses);
  }

  // Until the selector has looked, the system still takes connections for a port that is closed.
  private boolean refuses() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  /** Says goodbye to those connected (GOAWAY), listens no more, and lets their calls end. */
  public synchronized void leave() {
    server.shutdown();
  }

  /** Comes back at the same port, after {@link #stopHard()}. */
  public synchronized void startAgain() {
    Eventually.holds("the port can be bound again", this::isListeningAgain);
  }

  // The JDK gives a closed port back only when the selector next looks.
  private boolean isListeningAgain() {
    try {
      server = listen(port);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    server.shutdownNow();
    awaitEnd();
    Future<?> unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private Server listen(int at) {
    try {
      NettyServerBuilder builder =
          NettyServerBuilder.forAddress(new InetSocketAddress(bound, at))
              .bossEventLoopGroup(loops)
              .workerEventLoopGroup(loops)
              .channelFactory(NioServerSocketChannel::new)
              .directExecutor()
              .intercept(new Listener())
              .addTransportFilter(new Counter())
              .addService(health);
      tls.ifPresent(builder::sslContext);
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEnd() {
    try {
      if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new AssertionError("the health server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Listener implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      metadata.add(headers);
      return next.startCall(call, headers);
    }
  }

  private final class Counter extends ServerTransportFilter {
    @Override
    public Attributes transportReady(Attributes attributes) {
      connections.incrementAndGet();
      openConnections.incrementAndGet();
      if (attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION) instanceof ExtendedSSLSession session) {
        session.getRequestedServerNames().forEach(this::note);
      }
      return attributes;
    }

    private void note(SNIServerName name) {
      serverNames.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
    }

    @Override
    public void transportTerminated(Attributes attributes) {
      openConnections.decrementAndGet();
    }
  }
}

package dev.rollcall.cli.local;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.CheckSockets;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckDispatcher;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.SystemResolver;
import dev.rollcall.check.TlsContext;
import dev.rollcall.check.exo.ExoHealthCheckFactory;
import dev.rollcall.check.grpc.GrpcHealthCheckFactory;
import dev.rollcall.check.http.HttpHealthCheckFactory;
import dev.rollcall.check.tcp.TcpHealthCheckFactory;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.SystemClock;
import dev.rollcall.time.TimePoint;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The service's own checks, each of them used once. */
final class CheckRunner implements AutoCloseable {

  private final SystemClock time = new SystemClock("rollcall-timers");
  private final SystemResolver resolver = new SystemResolver(1);
  private final NioEventLoopGroup loop =
      new NioEventLoopGroup(1, new DefaultThreadFactory("rollcall-check", true));
  private final Optional<TlsContext> tls;

  /**
   * @param tls what TLS is spoken with, if it is
   */
  CheckRunner(Optional<TlsContext> tls) {
    this.tls = tls;
  }

  /** Asks, and waits for what comes of it. */
  CheckReport run(Peer peer) {
    CheckWarmUp.run(peer, checks(new CheckTimings(time)), tls);
    CheckTimings phases = new CheckTimings(time);
    HealthCheck check = checks(phases).open(peer);
    TimePoint start = time.now();
    // It has a limit of its own.
    Outcome outcome = check.check().await().indefinitely();
    TimePoint end = time.now();
    check.close();
    // What its thread is about to note is noted after that.
    Object unused = loop.submit(() -> {}).syncUninterruptibly();
    return new CheckReport(peer, outcome, phases, start, end);
  }

  private HealthCheckFactory checks(CheckTimings phases) {
    CheckSockets sockets = new CheckSockets(loop, phases::newChannel);
    CheckNetwork network =
        new CheckNetwork(sockets, phases.timing(resolver), time, wanted -> tls.orElseThrow());
    return new HealthCheckDispatcher(
        Map.of(
            CheckKind.Grpc.TYPE, new GrpcHealthCheckFactory(network, 0),
            CheckKind.Exo.TYPE, new ExoHealthCheckFactory(network),
            CheckKind.Http.TYPE, new HttpHealthCheckFactory(network),
            CheckKind.Tcp.TYPE, new TcpHealthCheckFactory(network)));
  }

  @Override
  public void close() {
    // Nobody has to wait for it.
    Future<?> unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    resolver.close();
    time.close();
  }
}

package dev.rollcall.cli.local;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.CheckSockets;
import dev.rollcall.check.DnsResolver;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthCheckDispatcher;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.HedgedResolver;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.SystemResolver;
import dev.rollcall.check.exo.ExoHealthCheckFactory;
import dev.rollcall.check.grpc.GrpcHealthCheckFactory;
import dev.rollcall.check.http.HttpHealthCheckFactory;
import dev.rollcall.check.tcp.TcpHealthCheckFactory;
import dev.rollcall.check.tls.TlsContext;
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

/** Runs one check as the service would, and measures it. */
final class CheckRunner implements AutoCloseable {

  private final SystemClock clock = new SystemClock("rollcall-timers");
  private final SystemResolver resolver = new SystemResolver(1);
  private final NioEventLoopGroup loop =
      new NioEventLoopGroup(1, new DefaultThreadFactory("rollcall-check", true));
  private final DnsResolver direct = new DnsResolver(loop);
  private final Optional<TlsContext> tls;

  /**
   * @param tls for checks that use TLS
   */
  CheckRunner(Optional<TlsContext> tls) {
    this.tls = tls;
  }

  /** Checks the peer, and waits for the result. */
  CheckReport run(Peer peer) {
    CheckWarmUp.run(peer, checks(new CheckTimings(clock)), tls);
    CheckTimings timings = new CheckTimings(clock);
    HealthCheck check = checks(timings).open(peer);
    TimePoint start = clock.now();
    // Ends by the check's own timeout.
    Outcome outcome = check.check().await().indefinitely();
    TimePoint end = clock.now();
    check.close();
    // The event loop may still have timings to record.
    Object unused = loop.submit(() -> {}).syncUninterruptibly();
    return new CheckReport(peer, outcome, timings, start, end);
  }

  private HealthCheckFactory checks(CheckTimings timings) {
    CheckSockets sockets = new CheckSockets(loop, timings::newChannel);
    CheckNetwork network =
        new CheckNetwork(
            sockets,
            timings.measuring(new HedgedResolver(resolver, direct, clock)),
            clock,
            settings -> tls.orElseThrow());
    return new HealthCheckDispatcher(
        Map.of(
            CheckKind.Grpc.TYPE, new GrpcHealthCheckFactory(network, 0),
            CheckKind.Exo.TYPE, new ExoHealthCheckFactory(network),
            CheckKind.Http.TYPE, new HttpHealthCheckFactory(network),
            CheckKind.Tcp.TYPE, new TcpHealthCheckFactory(network)));
  }

  @Override
  public void close() {
    direct.close();
    // No need to wait: its thread is a daemon.
    Future<?> unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    resolver.close();
    clock.close();
  }
}

package dev.rollcall.cli.local;

import dev.rollcall.check.CheckKinds;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.HealthChecks;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.Sockets;
import dev.rollcall.check.SystemResolver;
import dev.rollcall.check.TlsContext;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.check.exo.ExoHealthChecks;
import dev.rollcall.check.grpc.GrpcHealthChecks;
import dev.rollcall.check.http.HttpHealthChecks;
import dev.rollcall.check.tcp.TcpHealthChecks;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.time.Moment;
import dev.rollcall.time.SystemTime;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The service's own checks, each of them used once. */
final class OneCheck implements AutoCloseable {

  private final SystemTime time = new SystemTime("rollcall-timers");
  private final SystemResolver resolver = new SystemResolver(1);
  private final NioEventLoopGroup loop =
      new NioEventLoopGroup(1, new DefaultThreadFactory("rollcall-check", true));
  private final Optional<TlsContext> tls;

  /**
   * @param tls what TLS is spoken with, if it is
   */
  OneCheck(Optional<TlsContext> tls) {
    this.tls = tls;
  }

  /** Asks, and waits for what comes of it. */
  CheckReport of(Peer peer) {
    Rehearsal.of(peer, checks(new Phases(time)), tls);
    Phases phases = new Phases(time);
    HealthCheck check = checks(phases).open(peer);
    Moment start = time.now();
    // It has a limit of its own.
    Outcome outcome = check.check().await().indefinitely();
    Moment end = time.now();
    check.close();
    // What its thread is about to note is noted after that.
    Object unused = loop.submit(() -> {}).syncUninterruptibly();
    return new CheckReport(peer, outcome, phases, start, end);
  }

  private HealthChecks checks(Phases phases) {
    Sockets sockets = new Sockets(loop, phases::newChannel);
    Resolver names = phases.watch(resolver);
    TlsContexts contexts = wanted -> tls.orElseThrow();
    return new CheckKinds(
        Map.of(
            CheckKind.Grpc.TYPE, new GrpcHealthChecks(sockets, names, time, contexts, 0),
            CheckKind.Exo.TYPE, new ExoHealthChecks(sockets, names, time, contexts),
            CheckKind.Http.TYPE, new HttpHealthChecks(sockets, names, time, contexts),
            CheckKind.Tcp.TYPE, new TcpHealthChecks(sockets, names, time, contexts)));
  }

  @Override
  public void close() {
    // Nobody has to wait for it.
    Future<?> unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    resolver.close();
    time.close();
  }
}

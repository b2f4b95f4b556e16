package dev.rollcall.app;

import dev.rollcall.app.config.StartupConfig;
import dev.rollcall.app.tls.ServerTls;
import dev.rollcall.app.tls.TlsContextRegistry;
import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.DnsResolver;
import dev.rollcall.check.HealthCheckDispatcher;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.HedgedResolver;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.SystemResolver;
import dev.rollcall.check.exo.ExoHealthCheckFactory;
import dev.rollcall.check.grpc.GrpcHealthCheckFactory;
import dev.rollcall.check.http.HttpHealthCheckFactory;
import dev.rollcall.check.tcp.TcpHealthCheckFactory;
import dev.rollcall.check.tls.TlsContexts;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.time.Clock;
import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Wires the health checks and their TLS. */
final class CheckWiring {

  /** Lookups that wait for a slow name server; those of addresses never wait. */
  private static final int RESOLVER_THREADS = 32;

  @Produces
  @Singleton
  SystemResolver resolver() {
    return new SystemResolver(RESOLVER_THREADS);
  }

  void end(@Disposes SystemResolver resolver) {
    resolver.close();
  }

  @Produces
  @Singleton
  DnsResolver directResolver(@MainEventLoopGroup EventLoopGroup loops) {
    return new DnsResolver(loops);
  }

  void end(@Disposes DnsResolver resolver) {
    resolver.close();
  }

  @Produces
  @Singleton
  HealthCheckFactory checks(
      StartupConfig startup,
      @MainEventLoopGroup EventLoopGroup loops,
      SystemResolver system,
      DnsResolver direct,
      Clock time,
      TlsContexts tls) {
    int watchLimit = startup.settings().watchLimit();
    Resolver resolver = new HedgedResolver(system, direct, time);
    CheckNetwork network = CheckNetwork.on(loops, resolver, time, tls);
    return new HealthCheckDispatcher(
        Map.of(
            CheckKind.Grpc.TYPE,
                new GrpcHealthCheckFactory(network, watchLimit, Logger.getLogger(Wiring.LOG_NAME)),
            CheckKind.Exo.TYPE, new ExoHealthCheckFactory(network),
            CheckKind.Http.TYPE, new HttpHealthCheckFactory(network),
            CheckKind.Tcp.TYPE, new TcpHealthCheckFactory(network)));
  }

  /**
   * @throws ConfigurationException if a configuration cannot be used
   */
  @Produces
  @Singleton
  TlsContextRegistry tls(
      TlsConfigurationRegistry registry, Config config, ServerTls server, Vertx vertx) {
    return TlsContextRegistry.read(
        registry, config, server, vertx, Logger.getLogger(Wiring.LOG_NAME));
  }
}

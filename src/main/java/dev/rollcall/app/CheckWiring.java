package dev.rollcall.app;

import dev.rollcall.app.RosterChoice.Chosen;
import dev.rollcall.check.CheckKinds;
import dev.rollcall.check.HealthChecks;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.SystemResolver;
import dev.rollcall.check.TlsContexts;
import dev.rollcall.check.exo.ExoHealthChecks;
import dev.rollcall.check.grpc.GrpcHealthChecks;
import dev.rollcall.check.http.HttpHealthChecks;
import dev.rollcall.check.tcp.TcpHealthChecks;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.time.Time;
import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** What checks the peers. */
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
  HealthChecks checks(
      Chosen chosen,
      @MainEventLoopGroup EventLoopGroup loops,
      Resolver resolver,
      Time time,
      TlsContexts tls) {
    int watchLimit = chosen.settings().watchLimit();
    return new CheckKinds(
        Map.of(
            CheckKind.Grpc.TYPE, new GrpcHealthChecks(loops, resolver, time, tls, watchLimit),
            CheckKind.Exo.TYPE, new ExoHealthChecks(loops, resolver, time, tls),
            CheckKind.Http.TYPE, new HttpHealthChecks(loops, resolver, time, tls),
            CheckKind.Tcp.TYPE, new TcpHealthChecks(loops, resolver, time, tls)));
  }

  /**
   * @throws ConfigurationException if a configuration cannot be used
   */
  @Produces
  @Singleton
  RegistryTls tls(TlsConfigurationRegistry registry, Config config, ServerTls server, Vertx vertx) {
    TlsConfig settings = config.unwrap(SmallRyeConfig.class).getConfigMapping(TlsConfig.class);
    return RegistryTls.read(registry, settings, server, vertx, Logger.getLogger(Wiring.LOG_NAME));
  }
}

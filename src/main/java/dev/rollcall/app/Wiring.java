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
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Observer;
import dev.rollcall.directory.Pulse;
import dev.rollcall.directory.RosterState;
import dev.rollcall.directory.Watchers;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.PeerId;
import dev.rollcall.serve.grpc.Exchanges;
import dev.rollcall.serve.health.Readiness;
import dev.rollcall.serve.http.Api;
import dev.rollcall.serve.http.Connections;
import dev.rollcall.serve.http.Gate;
import dev.rollcall.serve.http.InboundBudget;
import dev.rollcall.serve.metrics.ClusterMetrics;
import dev.rollcall.serve.metrics.PeerTallies;
import dev.rollcall.serve.page.Page;
import dev.rollcall.source.Problem;
import dev.rollcall.source.Reading;
import dev.rollcall.source.Reading.Accepted;
import dev.rollcall.source.Reading.Refused;
import dev.rollcall.source.file.TextFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.time.SystemTime;
import dev.rollcall.time.Time;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.arc.Unremovable;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.quarkus.vertx.http.runtime.HttpCertificateUpdateEventListener;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Which parts there are, and what each is given. */
final class Wiring {

  /** Lookups that wait for a slow name server; those of addresses never wait. */
  private static final int RESOLVER_THREADS = 32;

  /** Of requests that are not complete, all together; each has 256 KB at most. */
  private static final long INBOUND_BYTES = 32L << 20;

  private static final String LOG_NAME = "dev.rollcall";

  @Produces
  @Singleton
  SystemTime time() {
    return new SystemTime("rollcall");
  }

  void end(@Disposes SystemTime time) {
    time.close();
  }

  @Produces
  @Singleton
  DevDemo demo(@CommandLineArguments String[] arguments, LaunchMode mode, Time time) {
    return new DevDemo(List.of(arguments).contains(Main.DEMO), mode, time);
  }

  void end(@Disposes DevDemo demo) {
    demo.close();
  }

  /** The mapping is asked for because only then are its names known to the environment's source. */
  @Produces
  @Singleton
  Properties properties(Config config, RollcallConfig names) {
    return Properties.of(config.unwrap(SmallRyeConfig.class));
  }

  @Produces
  @Singleton
  Environment environment() {
    return new Environment(System.getenv(), TextFile::read);
  }

  /**
   * @throws ConfigurationException with all that is wrong; nothing is started then
   */
  @Produces
  @Singleton
  Chosen chosen(Properties properties, Environment environment, DevDemo demo) {
    Reading<Chosen> reading =
        new RosterChoice(properties, Files::exists, environment, demo.isAsked(), demo::list).read();
    if (reading instanceof Refused<Chosen> refused) {
      throw refused(refused);
    }
    return ((Accepted<Chosen>) reading).value();
  }

  private static ConfigurationException refused(Refused<?> refused) {
    return new ConfigurationException(Refusal.start(Refusal.lines(refused.problems())));
  }

  @Produces
  @Singleton
  Observer observer(
      Chosen chosen,
      Time time,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new Observer(chosen.listed().roster().self(), version, time.now());
  }

  @Produces
  @Singleton
  Pulse pulse(Time time) {
    return new Pulse(time);
  }

  @Produces
  @Singleton
  Watchers watchers(Pulse pulse, Chosen chosen) {
    return new Watchers(pulse, chosen.settings().listen().watchLimit());
  }

  @Produces
  @Singleton
  Directory directory(Chosen chosen, Time time, Pulse pulse) {
    News.Listed first = chosen.listed();
    return new Directory(
        UUID.randomUUID().toString(),
        first.roster(),
        new RosterState(first.source(), time.now(), first.roster().digest(), List.of()),
        pulse::news);
  }

  @Produces
  @Singleton
  Readiness readiness(Chosen chosen) {
    return new Readiness(chosen.settings().minHealthy());
  }

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
    return RegistryTls.read(registry, settings, server, vertx, Logger.getLogger(LOG_NAME));
  }

  @Produces
  @Singleton
  ServerTls serverTls(Chosen chosen, HttpCertificateUpdateEventListener servers) {
    return new ServerTls(chosen.settings().listen(), servers);
  }

  /**
   * @throws ConfigurationException if its file cannot be used
   */
  @Produces
  @Singleton
  TokenWatch token(Chosen chosen, ExecutorService workers) {
    Optional<Path> file = chosen.settings().tokenFile().map(Path::of);
    TokenWatch token = new TokenWatch(file, workers, Logger.getLogger(LOG_NAME));
    List<Problem> problems = token.load();
    if (!problems.isEmpty()) {
      throw refused(new Refused<>(problems));
    }
    return token;
  }

  /** What accepts connections finds it by its type, which the build does not see. */
  @Produces
  @Singleton
  @Unremovable
  Connections connections(Chosen chosen) {
    int limit = chosen.settings().listen().connectionLimit().orElseGet(Descriptors::forClients);
    return new Connections(limit, Logger.getLogger(LOG_NAME));
  }

  @Produces
  @Singleton
  InboundBudget inbound() {
    return new InboundBudget(INBOUND_BYTES);
  }

  void gate(@Observes Router router, TokenWatch token, InboundBudget inbound) {
    Gate.install(router, token, inbound);
    Exchanges.keep(router);
  }

  void page(@Observes Router router, DirectoryView directory) {
    Page.install(router, directory);
  }

  void api(
      @Observes Router router,
      DirectoryView directory,
      Observer observer,
      Watchers watchers,
      Time time,
      ExecutorService workers) {
    new Api(directory, observer, watchers, time, workers).install(router);
  }

  @Produces
  @Singleton
  PeerTallies tallies() {
    return new PeerTallies();
  }

  /** The type is deprecated for another that the framework does not use yet. */
  @SuppressWarnings("deprecation")
  void metrics(
      @Observes StartupEvent event,
      PrometheusMeterRegistry registry,
      DirectoryView directory,
      Watchers watchers,
      Observer observer,
      PeerTallies tallies) {
    new ClusterMetrics(directory, watchers, observer, tallies)
        .register(registry.getPrometheusRegistry());
  }

  @Produces
  @Singleton
  Reload reload(Chosen chosen, DirectoryView directory, Time time, ExecutorService workers) {
    return new Reload(chosen.file(), directory, time.timers(), workers, Logger.getLogger(LOG_NAME));
  }

  @Produces
  @Singleton
  Jobs jobs(Scheduler scheduler, Time time) {
    return new Jobs(new ScheduledJobs(scheduler), time);
  }

  @Produces
  @Singleton
  Pipeline pipeline(
      Chosen chosen,
      Directory directory,
      DirectoryView view,
      HealthChecks checks,
      @MainEventLoopGroup EventLoopGroup loops,
      Time time,
      PeerTallies tallies,
      Observer observer) {
    // A node without a name is told apart from others by the name of this run.
    String name = observer.node().map(PeerId::value).orElse(view.snapshot().revision().epoch());
    return new Pipeline(
        directory,
        new Monitor(checks, time, name, chosen.settings().inFlightLimit(), all(loops)),
        new ClusterLog(Logger.getLogger(LOG_NAME), view, time),
        tallies,
        time);
  }

  static List<EventExecutor> all(EventLoopGroup loops) {
    List<EventExecutor> all = new ArrayList<>();
    loops.forEach(all::add);
    return all;
  }
}

package dev.rollcall.app;

import dev.rollcall.app.config.RollcallConfig;
import dev.rollcall.app.config.RollcallProperties;
import dev.rollcall.app.config.RosterSourceResolver;
import dev.rollcall.app.config.StartupConfig;
import dev.rollcall.app.tls.TlsContextRegistry;
import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.ThrottledNotifier;
import dev.rollcall.directory.Watchers;
import dev.rollcall.log.ClusterLog;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.peer.PeerId;
import dev.rollcall.serve.health.Readiness;
import dev.rollcall.serve.metrics.ClusterCounters;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.ProblemReport;
import dev.rollcall.source.file.TextFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.source.reload.RosterReloader;
import dev.rollcall.time.Clock;
import dev.rollcall.time.SystemClock;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Wires the stages of the pipeline, from the settings to the directory. */
final class Wiring {

  static final String LOG_NAME = "dev.rollcall";

  @Produces
  @Singleton
  SystemClock time() {
    return new SystemClock("rollcall");
  }

  void end(@Disposes SystemClock time) {
    time.close();
  }

  @Produces
  @Singleton
  DemoMode demo(@CommandLineArguments String[] arguments, LaunchMode mode, Clock time) {
    return new DemoMode(List.of(arguments).contains(Main.DEMO), mode, time);
  }

  void end(@Disposes DemoMode demo) {
    demo.close();
  }

  /** The mapping is injected so that its names are registered with the environment's source. */
  @Produces
  @Singleton
  RollcallProperties properties(Config config, RollcallConfig names) {
    return RollcallProperties.of(config.unwrap(SmallRyeConfig.class));
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
  StartupConfig startup(RollcallProperties properties, Environment environment, DemoMode demo) {
    return new RosterSourceResolver(
            properties, Files::exists, environment, demo.isRequested(), demo::list)
        .read()
        .orElseThrow(Wiring::startFailure);
  }

  static ConfigurationException startFailure(List<Problem> problems) {
    return new ConfigurationException(ProblemReport.startupFailure(ProblemReport.lines(problems)));
  }

  @Produces
  @Singleton
  NodeInfo observer(
      StartupConfig startup,
      Clock time,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new NodeInfo(startup.firstRoster().roster().self(), version, time.now());
  }

  @Produces
  @Singleton
  ThrottledNotifier changeNotifier(Clock time) {
    return new ThrottledNotifier(time);
  }

  @Produces
  @Singleton
  Watchers watchers(
      DirectoryView directory, ThrottledNotifier changes, Clock time, StartupConfig startup) {
    return new Watchers(directory, changes, time, startup.settings().listen().watchLimit());
  }

  @Produces
  @Singleton
  Directory directory(Clock time, ThrottledNotifier changes) {
    return new Directory(UUID.randomUUID().toString(), time.now(), changes::changed);
  }

  @Produces
  @Singleton
  Readiness readiness(StartupConfig startup) {
    return new Readiness(startup.settings().minHealthy());
  }

  @Produces
  @Singleton
  RosterReloader reloader(StartupConfig startup, Clock time, ExecutorService workers) {
    return new RosterReloader(
        startup.firstRoster(), startup.file(), time.timers(), workers, Logger.getLogger(LOG_NAME));
  }

  @Produces
  @Singleton
  PeriodicJobs jobs(Scheduler scheduler, Clock time) {
    return new PeriodicJobs(new QuarkusJobRunner(scheduler), time);
  }

  @Produces
  @Singleton
  Pipeline pipeline(
      StartupConfig startup,
      RosterReloader reloader,
      TlsContextRegistry tls,
      HealthCheckFactory checks,
      Directory directory,
      @MainEventLoopGroup EventLoopGroup loops,
      Clock time,
      ClusterCounters counters,
      NodeInfo observer) {
    // A node without an id is distinguished from others by the epoch of this run.
    String name =
        observer.node().map(PeerId::value).orElse(directory.snapshot().revision().epoch());
    return new Pipeline(
        reloader,
        tls::prepare,
        new Monitor(checks, time, name, startup.settings().inFlightLimit(), all(loops)),
        directory,
        new ClusterLog(Logger.getLogger(LOG_NAME), directory, time),
        counters,
        time);
  }

  static List<EventExecutor> all(EventLoopGroup loops) {
    List<EventExecutor> all = new ArrayList<>();
    loops.forEach(all::add);
    return all;
  }
}

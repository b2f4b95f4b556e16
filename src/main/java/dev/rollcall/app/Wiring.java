package dev.rollcall.app;

import dev.rollcall.app.RosterChoice.Chosen;
import dev.rollcall.check.HealthChecks;
import dev.rollcall.directory.Directory;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Observer;
import dev.rollcall.directory.Pulse;
import dev.rollcall.directory.RosterState;
import dev.rollcall.directory.Watchers;
import dev.rollcall.monitor.Monitor;
import dev.rollcall.peer.PeerId;
import dev.rollcall.serve.health.Readiness;
import dev.rollcall.serve.metrics.PeerTallies;
import dev.rollcall.source.Problem;
import dev.rollcall.source.file.TextFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.time.SystemTime;
import dev.rollcall.time.Time;
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

/** Which parts there are, and what each is given. */
final class Wiring {

  static final String LOG_NAME = "dev.rollcall";

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
    return new RosterChoice(properties, Files::exists, environment, demo.isAsked(), demo::list)
        .read()
        .orElseThrow(Wiring::refused);
  }

  static ConfigurationException refused(List<Problem> problems) {
    return new ConfigurationException(Refusal.start(Refusal.lines(problems)));
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

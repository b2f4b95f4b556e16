package dev.rollcall.app;

import dev.rollcall.app.RosterChoice.Chosen;
import dev.rollcall.peer.Roster;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the checks before the port is opened, and ends them when the service ends. */
final class Lifecycle {

  private static final Logger LOG = Logger.getLogger("dev.rollcall");

  void start(
      @Observes StartupEvent event,
      Properties properties,
      Chosen chosen,
      Pipeline pipeline,
      Reload reload,
      Scheduler scheduler,
      DevDemo demo,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    if (!properties.ignored().isEmpty()) {
      LOG.warnf(
          "the environment sets what is no setting of Rollcall, ignored: %s",
          String.join(", ", properties.ignored()));
    }
    Roster roster = chosen.listed().roster();
    LOG.infof(
        "%s from %s%s",
        Shown.peers(roster.peers().size()),
        chosen.listed().source(),
        roster.self().map(id -> ", this node is " + id).orElse(""));
    demo.wanderer().ifPresent(peer -> LOG.info(DemoHints.on(port, peer)));
    Multi<News> first = Multi.createFrom().item(chosen.listed());
    pipeline.start(Multi.createBy().concatenating().streams(first, reload.news()));
    if (chosen.file().isPresent()) {
      scheduler
          .newJob("reload")
          .setInterval(chosen.settings().reloadInterval().toString())
          .setConcurrentExecution(ConcurrentExecution.SKIP)
          .setTask(execution -> reload.look())
          .schedule();
    }
    Hangup.handle(reload::lookNow);
  }

  void stop(@Observes ShutdownEvent event, Reload reload, Pipeline pipeline) {
    reload.stop();
    pipeline.stop();
  }
}

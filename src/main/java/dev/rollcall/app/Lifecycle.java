package dev.rollcall.app;

import dev.rollcall.app.config.RollcallProperties;
import dev.rollcall.app.config.RosterSourceResolver.StartupConfig;
import dev.rollcall.app.tls.TlsContextRegistry;
import dev.rollcall.directory.Watchers;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.reload.RosterReloader;
import dev.rollcall.systemd.ServiceManager;
import dev.rollcall.text.Plural;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the checks before the port is opened, and ends them when the service ends. */
final class Lifecycle {

  private static final Logger LOG = Logger.getLogger("dev.rollcall");

  void start(
      @Observes StartupEvent event,
      RollcallProperties properties,
      StartupConfig chosen,
      Pipeline pipeline,
      RosterReloader reload,
      TlsContextRegistry tls,
      ReloadingToken token,
      PeriodicJobs jobs,
      SighupReload rereading,
      ServiceManager manager,
      DemoMode demo,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    if (!properties.ignored().isEmpty()) {
      LOG.warnf(
          "the environment sets what is no setting of Rollcall, ignored: %s",
          String.join(", ", properties.ignored()));
    }
    Roster roster = chosen.listed().roster();
    LOG.infof(
        "%s from %s%s",
        Plural.of(roster.peers().size(), "peer"),
        chosen.listed().source(),
        roster.self().map(id -> ", this node is " + id).orElse(""));
    demo.wanderer().ifPresent(peer -> LOG.info(DemoHints.on(port, peer)));
    // The port opens after this, so no answer is given without the list.
    pipeline.start().toCompletableFuture().join();
    if (chosen.file().isPresent()) {
      jobs.add("reload", chosen.settings().reloadInterval(), reload::poll);
    }
    if (tls.hasFiles()) {
      jobs.add("certificates", chosen.settings().reloadInterval(), tls::poll);
    }
    if (token.hasFile()) {
      jobs.add("token", chosen.settings().reloadInterval(), token::poll);
    }
    SighupHandler.handle(rereading);
    manager.begin();
    ListenExposure.of(chosen.settings()).advice().ifPresent(LOG::warn);
  }

  void certificateUpdated(@Observes CertificateUpdatedEvent event, TlsContextRegistry tls) {
    tls.reloadedByQuarkus(event.name());
  }

  /** The port is still open: readiness is down by now, and those who watch are told. */
  void leave(@Observes ShutdownDelayInitiatedEvent event, Watchers watchers) {
    watchers.end();
  }

  void stop(
      @Observes ShutdownEvent event, PeriodicJobs jobs, RosterReloader reload, Pipeline pipeline) {
    jobs.stop();
    reload.stop();
    pipeline.stop();
  }
}

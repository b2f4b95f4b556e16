package dev.rollcall.app;

import dev.rollcall.app.config.RollcallProperties;
import dev.rollcall.app.config.StartupConfig;
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

/** Starts the pipeline and the periodic jobs before the port opens, and stops them on shutdown. */
final class Lifecycle {

  private static final Logger LOG = Logger.getLogger("dev.rollcall");

  void start(
      @Observes StartupEvent event,
      RollcallProperties properties,
      StartupConfig startup,
      Pipeline pipeline,
      RosterReloader reloader,
      TlsContextRegistry tls,
      ReloadingToken token,
      PeriodicJobs jobs,
      SighupReload sighupReload,
      ServiceManager manager,
      DemoMode demo,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    if (!properties.ignored().isEmpty()) {
      LOG.warnf(
          "ignoring environment variables that are not settings of Rollcall: %s",
          String.join(", ", properties.ignored()));
    }
    Roster roster = startup.firstRoster().roster();
    LOG.infof(
        "%s from %s%s",
        Plural.of(roster.peers().size(), "peer"),
        startup.firstRoster().source(),
        roster.self().map(id -> ", this node is " + id).orElse(""));
    demo.flappingPeer().ifPresent(peer -> LOG.info(DemoHints.format(port, peer)));
    // The port opens after this, so no answer is given without the list.
    pipeline.start().toCompletableFuture().join();
    if (startup.file().isPresent()) {
      jobs.add("reload", startup.settings().reloadInterval(), reloader::poll);
    }
    if (tls.hasFiles()) {
      jobs.add("certificates", startup.settings().reloadInterval(), tls::poll);
    }
    if (token.hasFile()) {
      jobs.add("token", startup.settings().reloadInterval(), token::poll);
    }
    SighupHandler.handle(sighupReload);
    manager.begin();
    ListenExposure.of(startup.settings()).advice().ifPresent(LOG::warn);
  }

  void certificateUpdated(@Observes CertificateUpdatedEvent event, TlsContextRegistry tls) {
    tls.reloadedByQuarkus(event.name());
  }

  /** The port is still open: readiness is down by now, and every watch is ended. */
  void beginShutdown(@Observes ShutdownDelayInitiatedEvent event, Watchers watchers) {
    watchers.end();
  }

  void stop(
      @Observes ShutdownEvent event,
      PeriodicJobs jobs,
      RosterReloader reloader,
      Pipeline pipeline) {
    jobs.stop();
    reloader.stop();
    pipeline.stop();
  }
}

package dev.rollcall.app;

import dev.rollcall.app.tls.TlsContextRegistry;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.ThrottledNotifier;
import dev.rollcall.source.reload.RosterReloader;
import dev.rollcall.systemd.LivenessConditions;
import dev.rollcall.systemd.ServiceManager;
import dev.rollcall.time.Clock;
import io.netty.channel.EventLoopGroup;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Wires the notification of a service manager: ready, reloading, stopping. */
final class SystemdWiring {

  @Produces
  @Singleton
  ServiceManager manager(
      Clock time,
      DirectoryView directory,
      ThrottledNotifier notifier,
      Pipeline pipeline,
      @MainEventLoopGroup EventLoopGroup loops) {
    return ServiceManager.of(
        System.getenv(),
        time,
        directory,
        notifier,
        new LivenessConditions(pipeline::isRunning, Wiring.all(loops)),
        Logger.getLogger(Wiring.LOG_NAME));
  }

  void end(@Disposes ServiceManager manager) {
    manager.close();
  }

  @Produces
  @Singleton
  SighupReload sighupReload(
      RosterReloader reloader,
      ReloadingToken token,
      TlsContextRegistry tls,
      ServiceManager manager,
      ExecutorService workers,
      Clock time) {
    return new SighupReload(reloader, token, tls, manager, workers, time.timers());
  }

  void listening(@ObservesAsync HttpServerStart event, ServiceManager manager) {
    manager.started();
  }

  void listeningWithTls(@ObservesAsync HttpsServerStart event, ServiceManager manager) {
    manager.started();
  }

  void leave(@Observes ShutdownDelayInitiatedEvent event, ServiceManager manager) {
    manager.stopping();
  }
}

package dev.rollcall.app;

import dev.rollcall.app.config.StartupConfig;
import dev.rollcall.app.tls.ServerTls;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.Watchers;
import dev.rollcall.serve.guard.AllowedHosts;
import dev.rollcall.serve.guard.InboundMemoryLimit;
import dev.rollcall.serve.guard.RequestGuard;
import dev.rollcall.serve.http.Api;
import dev.rollcall.serve.metrics.ClusterCounters;
import dev.rollcall.serve.page.PageRoutes;
import dev.rollcall.serve.vertx.ConnectionLimiter;
import dev.rollcall.serve.vertx.Http2ErrorLog;
import dev.rollcall.serve.vertx.RoutingContexts;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.settings.ListenSettings;
import dev.rollcall.source.settings.NodeSettings;
import dev.rollcall.time.Clock;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Makes what answers clients, and what guards it. */
final class ServeWiring {

  /** For all incomplete requests together, each of which is at most 256 KB. */
  private static final long INBOUND_BYTES = 32L << 20;

  @Produces
  @Singleton
  ServerTls serverTls(StartupConfig startup, Event<CertificateUpdatedEvent> updates, Vertx vertx) {
    return new ServerTls(startup.settings().listen(), updates, vertx);
  }

  /**
   * @throws ConfigurationException if its file cannot be used
   */
  @Produces
  @Singleton
  ReloadingToken token(StartupConfig startup, ExecutorService workers) {
    Optional<Path> file = startup.settings().tokenFile().map(Path::of);
    ReloadingToken token = new ReloadingToken(file, workers, Logger.getLogger(Wiring.LOG_NAME));
    List<Problem> problems = token.load();
    if (!problems.isEmpty()) {
      throw Wiring.startFailure(problems);
    }
    return token;
  }

  /** Looked up by its type when a connection is accepted, which the build cannot see. */
  @Produces
  @Singleton
  @Unremovable
  ConnectionLimiter connections(StartupConfig config) {
    int limit =
        config.settings().listen().connectionLimit().orElseGet(FileDescriptorLimit::forClients);
    return new ConnectionLimiter(limit, Logger.getLogger(Wiring.LOG_NAME));
  }

  /** Looked up likewise. */
  @Produces
  @Singleton
  @Unremovable
  Http2ErrorLog http2Errors(Clock time) {
    return new Http2ErrorLog(time, Logger.getLogger(Wiring.LOG_NAME));
  }

  @Produces
  @Singleton
  InboundMemoryLimit inbound() {
    return new InboundMemoryLimit(INBOUND_BYTES);
  }

  void guard(
      @Observes Router router,
      StartupConfig startup,
      ReloadingToken token,
      InboundMemoryLimit inbound) {
    RequestGuard.install(router, token, allowedHosts(startup.settings()), inbound);
    RoutingContexts.keep(router);
  }

  // With TLS a browser compares the name of the page with the certificate.
  private static AllowedHosts allowedHosts(NodeSettings settings) {
    ListenExposure exposure = ListenExposure.of(settings);
    if (exposure.isBeyondLoopback() || exposure.speaksTls() || exposure.isGuarded()) {
      return AllowedHosts.any();
    }
    List<String> allowed = settings.listen().allowedHosts();
    return allowed.contains(ListenSettings.ANY_HOST)
        ? AllowedHosts.any()
        : AllowedHosts.of(Stream.concat(Stream.of(exposure.host()), allowed.stream()).toList());
  }

  void page(@Observes Router router, DirectoryView directory) {
    PageRoutes.install(router, directory);
  }

  void api(
      @Observes Router router,
      DirectoryView directory,
      NodeInfo observer,
      Watchers watchers,
      ExecutorService workers) {
    new Api(directory, observer, watchers, workers).install(router);
  }

  @Produces
  @Singleton
  ClusterCounters counters() {
    return new ClusterCounters();
  }
}

package dev.rollcall.app;

import dev.rollcall.app.RosterChoice.Chosen;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Observer;
import dev.rollcall.directory.Watchers;
import dev.rollcall.serve.grpc.Exchanges;
import dev.rollcall.serve.http.Api;
import dev.rollcall.serve.http.Connections;
import dev.rollcall.serve.http.Gate;
import dev.rollcall.serve.http.InboundBudget;
import dev.rollcall.serve.metrics.ClusterMetrics;
import dev.rollcall.serve.metrics.PeerTallies;
import dev.rollcall.serve.page.Page;
import dev.rollcall.source.Problem;
import dev.rollcall.time.Time;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.HttpCertificateUpdateEventListener;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** What answers clients, and what guards it. */
final class ServeWiring {

  /** Of requests that are not complete, all together; each has 256 KB at most. */
  private static final long INBOUND_BYTES = 32L << 20;

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
    TokenWatch token = new TokenWatch(file, workers, Logger.getLogger(Wiring.LOG_NAME));
    List<Problem> problems = token.load();
    if (!problems.isEmpty()) {
      throw Wiring.refused(problems);
    }
    return token;
  }

  /** What accepts connections finds it by its type, which the build does not see. */
  @Produces
  @Singleton
  @Unremovable
  Connections connections(Chosen chosen) {
    int limit = chosen.settings().listen().connectionLimit().orElseGet(Descriptors::forClients);
    return new Connections(limit, Logger.getLogger(Wiring.LOG_NAME));
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
}

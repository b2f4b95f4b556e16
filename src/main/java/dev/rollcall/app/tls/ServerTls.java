package dev.rollcall.app.tls;

import dev.rollcall.source.settings.ListenSettings;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.ObserverException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the TLS configuration of the port, and hands a reloaded one to the server. */
public final class ServerTls {

  private static final String CLIENT_AUTH = "rollcall.listen.client-auth";

  private final ListenSettings listen;
  private final Event<CertificateUpdatedEvent> updates;
  private final Vertx vertx;
  private volatile Optional<RenewableSslEngine> engine = Optional.empty();

  /**
   * @param updates where the framework's own server listens
   */
  public ServerTls(ListenSettings listen, Event<CertificateUpdatedEvent> updates, Vertx vertx) {
    this.listen = listen;
    this.updates = updates;
    this.vertx = vertx;
  }

  /** Makes the certificates of the port replaceable; to be called before it opens. */
  public void makeRenewable(HttpServerOptions options) {
    if (!options.isSni()) {
      engine = Optional.of(RenewableSslEngine.install(options));
    }
  }

  /**
   * Why the port cannot use it; empty if it can, or without TLS.
   *
   * @param configured by name; it has the one that is named
   */
  List<String> problems(Map<String, TlsBucketConfig> configured) {
    List<String> problems = new ArrayList<>();
    configured.forEach(
        (name, bucket) -> {
          if (isOfPort(name)) {
            check(name, bucket, problems);
          }
        });
    return problems;
  }

  private void check(String name, TlsBucketConfig bucket, List<String> problems) {
    if (bucket.keyStore().isEmpty()) {
      problems.add(
          "rollcall.listen.tls: quarkus.tls.%s has no certificate for the server; expected a key-store (%s)"
              .formatted(name, keys(name, "key-store")));
    }
    if (!listen.requiresCertificate()) {
      return;
    }
    if (bucket.trustAll()) {
      problems.add(
          "%s: required, but %s accepts every certificate; expected %s in its place"
              .formatted(CLIENT_AUTH, key(name, "trust-all"), keys(name, "trust-store")));
    } else if (bucket.trustStore().isEmpty()) {
      problems.add(
          "%s: required, but no trust store says which certificates are accepted; expected %s, or %s=none"
              .formatted(CLIENT_AUTH, keys(name, "trust-store"), CLIENT_AUTH));
    }
  }

  private boolean isOfPort(String name) {
    return listen.tls().filter(name::equals).isPresent();
  }

  private static String keys(String name, String key) {
    return key(name, key) + ".*";
  }

  private static String key(String name, String key) {
    return "quarkus.tls." + name + "." + key;
  }

  /**
   * Replaces the certificates of the port, if this is its configuration, from the next handshake
   * on. Blocks.
   *
   * @throws Exception if they cannot be used
   */
  void renew(String name, TlsConfiguration configuration) throws Exception {
    if (!isOfPort(name)) {
      return;
    }
    if (engine.isPresent()) {
      engine
          .get()
          .renew(configuration.getSSLOptions(), vertx)
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    } else {
      updateFramework(name, configuration);
    }
  }

  // Connections that arrive meanwhile are closed (see RenewableSslEngine).
  private void updateFramework(String name, TlsConfiguration configuration) {
    try {
      updates.fire(new CertificateUpdatedEvent(name, configuration));
    } catch (ObserverException e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        throw e;
      }
      Thread.currentThread().interrupt();
    }
  }
}

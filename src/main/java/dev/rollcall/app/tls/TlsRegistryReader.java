package dev.rollcall.app.tls;

import dev.rollcall.check.tls.TlsContext;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.CertificateRecorder;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Reads one configuration of Quarkus' TLS registry, each time from its files. */
final class TlsRegistryReader implements Callable<TlsContext> {

  private final String name;
  private final TlsConfigurationRegistry registry;
  private final TlsBucketConfig bucket;
  private final ServerTls server;
  private final Vertx vertx;
  private boolean isRead = true;

  TlsRegistryReader(
      String name,
      TlsConfigurationRegistry registry,
      TlsBucketConfig bucket,
      ServerTls server,
      Vertx vertx) {
    this.name = name;
    this.registry = registry;
    this.bucket = bucket;
    this.server = server;
    this.vertx = vertx;
  }

  /** Quarkus reads the files at its own start, so the first call does not reload them. */
  @Override
  public TlsContext call() throws Exception {
    TlsConfiguration configuration =
        registry.get(name).orElseThrow(() -> new IllegalStateException("Quarkus does not know it"));
    if (!isRead && !configuration.reload()) {
      throwReason();
    }
    TlsContext context = ClientTlsBuilder.of(configuration, vertx);
    if (!isRead) {
      server.renew(name, configuration);
    }
    isRead = false;
    return context;
  }

  // Quarkus 3.37's reload() only returns false; reading the stores again throws the reason.
  private void throwReason() {
    Object unused = CertificateRecorder.getKeyStore(bucket, vertx, name);
    Object unusedToo = CertificateRecorder.getTrustStore(bucket, vertx, name);
  }
}

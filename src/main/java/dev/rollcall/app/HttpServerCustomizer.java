package dev.rollcall.app;

import dev.rollcall.app.config.StartupConfig;
import dev.rollcall.app.tls.ServerTls;
import dev.rollcall.source.settings.ListenSettings;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Sets what the one port needs and no setting of the framework offers: certificates of clients and
 * their own that can be renewed, and TCP keep-alive. The limits of a connection are settings,
 * {@code quarkus.http.limits} in {@code application.yaml}.
 */
@Singleton
final class HttpServerCustomizer implements HttpServerOptionsCustomizer {

  private final ListenSettings listen;
  private final ServerTls serverTls;

  HttpServerCustomizer(StartupConfig config, ServerTls serverTls) {
    this.listen = config.settings().listen();
    this.serverTls = serverTls;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setTcpKeepAlive(true);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setTcpKeepAlive(true);
    if (listen.tls().isEmpty()) {
      // The TLS configuration without a name is for the checks; the framework would listen with it.
      options.setKeyCertOptions(null);
    } else {
      options.setClientAuth(listen.requiresCertificate() ? ClientAuth.REQUIRED : ClientAuth.NONE);
      serverTls.makeRenewable(options);
    }
  }
}

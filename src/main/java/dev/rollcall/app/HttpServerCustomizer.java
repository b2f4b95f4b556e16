package dev.rollcall.app;

import dev.rollcall.app.config.StartupConfig;
import dev.rollcall.source.settings.ListenSettings;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Sets what the one port needs and no setting of the framework offers: certificates of clients, and
 * TCP keep-alive. The limits of a connection are settings, {@code quarkus.http.limits} in {@code
 * application.yaml}.
 */
@Singleton
final class HttpServerCustomizer implements HttpServerOptionsCustomizer {

  private final ListenSettings listen;

  HttpServerCustomizer(StartupConfig config) {
    this.listen = config.settings().listen();
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
    }
  }
}

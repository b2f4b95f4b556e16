package dev.rollcall.app;

import dev.rollcall.app.config.StartupConfig;
import dev.rollcall.source.settings.ListenSettings;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** What the one port speaks, and the limits of a connection. */
@Singleton
final class HttpServerCustomizer implements HttpServerOptionsCustomizer {

  /** Calls at a time on one connection; further ones wait at the client. */
  static final int STREAMS = 1_000;

  /** All headers of a request, in bytes. */
  static final int HEADER_BYTES = 16 << 10;

  /** What a client that cancels a lot may need, and what one that only cancels is ended at. */
  private static final int RESETS = 2_000;

  private static final int RESETS_WINDOW_SECONDS = 10;

  private final ListenSettings listen;

  HttpServerCustomizer(StartupConfig chosen) {
    this.listen = chosen.settings().listen();
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    limit(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    limit(options);
    if (listen.tls().isEmpty()) {
      // A certificate without a name is for the checks; the framework would listen with it.
      options.setKeyCertOptions(null);
    } else {
      options.setClientAuth(listen.requiresCertificate() ? ClientAuth.REQUIRED : ClientAuth.NONE);
    }
  }

  private static void limit(HttpServerOptions options) {
    Http2Settings settings = new Http2Settings(options.getInitialSettings());
    options
        .setInitialSettings(
            settings
                .setMaxConcurrentStreams(STREAMS)
                .setMaxHeaderListSize(HEADER_BYTES)
                .setPushEnabled(false))
        .setMaxHeaderSize(HEADER_BYTES)
        .setHttp2RstFloodMaxRstFramePerWindow(RESETS)
        .setHttp2RstFloodWindowDuration(RESETS_WINDOW_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setTcpKeepAlive(true);
  }
}

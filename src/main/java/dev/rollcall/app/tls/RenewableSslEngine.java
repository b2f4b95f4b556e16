package dev.rollcall.app.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.impl.SSLHelper;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of a server, whose certificates can be replaced at any time: a handshake uses those that
 * are active when it begins. {@code HttpServer.updateSSLOptions} would close each connection that
 * arrives while it reads the new ones, by a NullPointerException with a stack trace (Vert.x 4.5.30,
 * {@code TCPServerBase}).
 */
final class RenewableSslEngine extends JdkSSLEngineOptions {

  private final HttpServerOptions options;
  private volatile @Nullable SslContext renewed;

  private RenewableSslEngine(JdkSSLEngineOptions original, HttpServerOptions options) {
    super(original);
    this.options = options;
  }

  /**
   * Makes this the TLS of a server that is not started yet; its other options are set.
   *
   * @param options without SNI, by which a server has a context for each name
   */
  static RenewableSslEngine install(HttpServerOptions options) {
    JdkSSLEngineOptions original =
        options.getSslEngineOptions() instanceof JdkSSLEngineOptions jdk
            ? jdk
            : new JdkSSLEngineOptions();
    HttpServerOptions forRenewal = new HttpServerOptions(options).setSslEngineOptions(original);
    RenewableSslEngine engine = new RenewableSslEngine(original, forRenewal);
    options.setSslEngineOptions(engine);
    return engine;
  }

  /**
   * Replaces keys, certificates and revocations, once all of them are read. Until then, and if any
   * of them cannot be used, the previous ones stay active.
   */
  Future<Void> renew(SSLOptions renewal, Vertx vertx) {
    List<String> protocols = options.getAlpnVersions().stream().map(HttpVersion::alpnName).toList();
    return new SSLHelper(options, protocols)
        .buildContextProvider(renewal, ((VertxInternal) vertx).getOrCreateContext())
        .map(provider -> provider.createContext(true, options.isUseAlpn()))
        .onSuccess(context -> renewed = context)
        .mapEmpty();
  }

  // A server copies its options, and all of them are to have the same certificates.
  @Override
  public RenewableSslEngine copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return new Factory(super.sslContextFactory());
  }

  private SslContext active(SslContext first) {
    SslContext latest = renewed;
    return latest == null ? first : latest;
  }

  /** Makes the first context, in one that stands for whichever is active. */
  private final class Factory implements SslContextFactory {

    private final SslContextFactory first;

    Factory(SslContextFactory first) {
      this.first = first;
    }

    @Override
    public SslContextFactory useAlpn(boolean useAlpn) {
      Object unused = first.useAlpn(useAlpn);
      return this;
    }

    @Override
    public SslContextFactory clientAuth(ClientAuth clientAuth) {
      Object unused = first.clientAuth(clientAuth);
      return this;
    }

    @Override
    public SslContextFactory forClient(boolean forClient) {
      Object unused = first.forClient(forClient);
      return this;
    }

    @Override
    public SslContextFactory keyMananagerFactory(KeyManagerFactory keys) {
      Object unused = first.keyMananagerFactory(keys);
      return this;
    }

    @Override
    public SslContextFactory trustManagerFactory(TrustManagerFactory trust) {
      Object unused = first.trustManagerFactory(trust);
      return this;
    }

    @Override
    public SslContextFactory enabledCipherSuites(Set<String> suites) {
      Object unused = first.enabledCipherSuites(suites);
      return this;
    }

    @Override
    public SslContextFactory applicationProtocols(List<String> protocols) {
      Object unused = first.applicationProtocols(protocols);
      return this;
    }

    @Override
    public SslContextFactory serverName(String serverName) {
      Object unused = first.serverName(serverName);
      return this;
    }

    @Override
    public SslContext create() throws SSLException {
      SslContext context = first.create();
      return new ActiveSslContext(() -> active(context));
    }
  }

  /** Passes on to the active context. */
  private static final class ActiveSslContext extends SslContext {

    private final Supplier<SslContext> active;

    ActiveSslContext(Supplier<SslContext> active) {
      this.active = active;
    }

    @Override
    public boolean isClient() {
      return active.get().isClient();
    }

    @Override
    public List<String> cipherSuites() {
      return active.get().cipherSuites();
    }

    @Override
    @SuppressWarnings("deprecation") // Netty has nothing in its place.
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
      return active.get().applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
      return active.get().newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
      return active.get().newEngine(allocator, host, port);
    }

    @Override
    public SSLSessionContext sessionContext() {
      return active.get().sessionContext();
    }
  }
}

package dev.rollcall.testing.tls;

import dev.rollcall.check.tls.PeerTrustManager;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.check.tls.TlsContexts;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS for both sides of a test, from certificates in memory. */
public final class TestTls {

  private TestTls() {}

  /** A server that shows this certificate. */
  public static SslContext server(TestCertificate its) {
    return build(forServer(its));
  }

  /**
   * A server that shows this certificate, and wants one that the authority has signed.
   *
   * @param protocols the versions of TLS that it speaks; none: the JDK's choice
   */
  public static SslContext server(
      TestCertificate its, TestCertificates clients, String... protocols) {
    SslContextBuilder builder =
        forServer(its).trustManager(clients.certificate()).clientAuth(ClientAuth.REQUIRE);
    return build(protocols.length == 0 ? builder : builder.protocols(protocols));
  }

  /** A gRPC server that shows this certificate. */
  public static SslContext grpcServer(TestCertificate its) {
    return build(GrpcSslContexts.configure(forServer(its), SslProvider.JDK));
  }

  /** Checks that trust this authority, and have no certificate of their own. */
  public static TlsContexts trusting(TestCertificates authority) {
    return contexts(authority, Optional.empty());
  }

  /** Checks that trust this authority, and show this certificate. */
  public static TlsContexts trusting(TestCertificates authority, TestCertificate own) {
    return contexts(authority, Optional.of(own));
  }

  /** A server like {@link #server(TestCertificate)} that speaks HTTP/2. */
  public static SslContext http2Server(TestCertificate its) {
    return build(withHttp2(forServer(its)));
  }

  /** A server like {@link #server(TestCertificate, TestCertificates, String...)} with HTTP/2. */
  public static SslContext http2Server(
      TestCertificate its, TestCertificates clients, String protocol) {
    return build(
        withHttp2(forServer(its))
            .trustManager(clients.certificate())
            .clientAuth(ClientAuth.REQUIRE)
            .protocols(protocol));
  }

  private static TlsContexts contexts(TestCertificates authority, Optional<TestCertificate> own) {
    TlsContext context =
        new TlsContext(build(withHttp2(client(authority, own))), build(client(authority, own)));
    return name -> context;
  }

  private static SslContextBuilder withHttp2(SslContextBuilder builder) {
    return GrpcSslContexts.configure(builder, SslProvider.JDK);
  }

  private static SslContextBuilder client(
      TestCertificates authority, Optional<TestCertificate> own) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .trustManager(new PeerTrustManager(trust(authority), true, List.of()))
            .endpointIdentificationAlgorithm("HTTPS");
    own.ifPresent(its -> builder.keyManager(its.key(), its.certificate()));
    return builder;
  }

  private static X509ExtendedTrustManager trust(TestCertificates authority) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("authority", authority.certificate());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SslContextBuilder forServer(TestCertificate its) {
    return SslContextBuilder.forServer(its.key(), its.certificate()).sslProvider(SslProvider.JDK);
  }

  private static SslContext build(SslContextBuilder builder) {
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }
}

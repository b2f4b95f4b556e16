package dev.rollcall.check.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the certificates of peers as the JDK does, and explains why one is rejected. Stricter in
 * one point: a certificate that is itself in the trust store must also be within its validity.
 */
public final class PeerTrustManager extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager trust;
  private final boolean verifiesNames;
  private final List<X509CRL> revocations;

  /**
   * @param trust decides which certificates are trusted
   * @param verifiesNames whether a certificate must be for the host that was connected to
   * @param revocations certificate revocation lists
   */
  public PeerTrustManager(
      X509ExtendedTrustManager trust, boolean verifiesNames, Collection<X509CRL> revocations) {
    this.trust = trust;
    this.verifiesNames = verifiesNames;
    this.revocations = List.copyOf(revocations);
  }

  /** The JDK's default trust. */
  public static X509ExtendedTrustManager ofJdk() throws GeneralSecurityException {
    return trustIn(null);
  }

  /** Trust in the certificates of a store. */
  public static X509ExtendedTrustManager in(KeyStore store) throws GeneralSecurityException {
    return trustIn(store);
  }

  private static X509ExtendedTrustManager trustIn(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("the JDK has no X.509 trust manager"));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      if (verifiesNames) {
        trust.checkServerTrusted(chain, authType, engine);
      } else {
        trust.checkServerTrusted(chain, authType);
      }
    } catch (CertificateException e) {
      throw rejected(chain, authType, engine.getPeerHost(), e);
    }
    checkFurther(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    try {
      if (verifiesNames) {
        trust.checkServerTrusted(chain, authType, socket);
      } else {
        trust.checkServerTrusted(chain, authType);
      }
    } catch (CertificateException e) {
      throw rejected(chain, authType, ((SSLSocket) socket).getHandshakeSession().getPeerHost(), e);
    }
    checkFurther(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkServerTrusted(chain, authType);
    checkFurther(chain);
  }

  private void checkFurther(X509Certificate[] chain) throws CertificateException {
    Instant now = Instant.now();
    if (CertificateMessages.isOutsideValidity(chain[0], now)) {
      throw new RejectedCertificateException(CertificateMessages.outsideValidity(chain[0], now));
    }
    for (X509Certificate certificate : chain) {
      if (revocations.stream().anyMatch(list -> list.isRevoked(certificate))) {
        throw new RejectedCertificateException(CertificateMessages.revoked(certificate));
      }
    }
  }

  private CertificateException rejected(
      X509Certificate[] chain, String authType, String host, CertificateException error) {
    Instant now = Instant.now();
    if (CertificateMessages.isOutsideValidity(chain[0], now)) {
      return new RejectedCertificateException(
          CertificateMessages.outsideValidity(chain[0], now), error);
    }
    String message =
        isTrustedExceptForHost(chain, authType, error)
            ? CertificateMessages.hostMismatch(chain[0], host)
            : CertificateMessages.untrusted(chain[0], error);
    return new RejectedCertificateException(message, error);
  }

  // The JDK has a type of its own for a broken chain of trust, and none for a host mismatch.
  private boolean isTrustedExceptForHost(
      X509Certificate[] chain, String authType, CertificateException error) {
    if (error.getClass() != CertificateException.class) {
      return false;
    }
    try {
      trust.checkServerTrusted(chain, authType);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}

package dev.rollcall.check;

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
 * Judges the certificates of peers as the JDK does, and says what is wrong with one that is
 * refused. Stricter in one point: a certificate that is itself trusted must be valid now, too.
 */
public final class PeerTrustManager extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager trust;
  private final boolean verifiesNames;
  private final List<X509CRL> revocations;

  /**
   * @param trust decides whom to trust
   * @param verifiesNames whether a certificate must be for the name that was asked for
   * @param revocations lists of certificates that are not accepted any more
   */
  public PeerTrustManager(
      X509ExtendedTrustManager trust, boolean verifiesNames, Collection<X509CRL> revocations) {
    this.trust = trust;
    this.verifiesNames = verifiesNames;
    this.revocations = List.copyOf(revocations);
  }

  /** Whom the JDK trusts. */
  public static X509ExtendedTrustManager ofTheJdk() throws GeneralSecurityException {
    return trustIn(null);
  }

  /** Those whom the certificates of a store vouch for. */
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
      throw refused(chain, authType, engine.getPeerHost(), e);
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
      throw refused(chain, authType, ((SSLSocket) socket).getHandshakeSession().getPeerHost(), e);
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
    if (CertificateMessages.isOutOfTime(chain[0], now)) {
      throw new RejectedCertificateException(CertificateMessages.outOfTime(chain[0], now));
    }
    for (X509Certificate certificate : chain) {
      if (revocations.stream().anyMatch(list -> list.isRevoked(certificate))) {
        throw new RejectedCertificateException(CertificateMessages.revoked(certificate));
      }
    }
  }

  private CertificateException refused(
      X509Certificate[] chain, String authType, String host, CertificateException why) {
    Instant now = Instant.now();
    if (CertificateMessages.isOutOfTime(chain[0], now)) {
      return new RejectedCertificateException(CertificateMessages.outOfTime(chain[0], now), why);
    }
    String words =
        isTrustedButForItsName(chain, authType, why)
            ? CertificateMessages.otherName(chain[0], host)
            : CertificateMessages.untrusted(chain[0], why);
    return new RejectedCertificateException(words, why);
  }

  // The JDK has a type of its own for what fails on the way to trust, and none for a wrong name.
  private boolean isTrustedButForItsName(
      X509Certificate[] chain, String authType, CertificateException why) {
    if (why.getClass() != CertificateException.class) {
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

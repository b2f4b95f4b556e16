package dev.rollcall.check.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that private keys match their certificates, which the JDK does not before a handshake.
 */
public final class KeyPairValidation {

  private static final byte[] SAMPLE = {1, 2, 3};

  private KeyPairValidation() {}

  /**
   * Verifies each key that both the store and the factory have.
   *
   * @throws InvalidKeyException if a key does not match its certificate
   */
  public static void check(@Nullable KeyStore store, KeyManagerFactory factory)
      throws GeneralSecurityException {
    Optional<X509KeyManager> keys =
        Stream.of(factory.getKeyManagers())
            .filter(X509KeyManager.class::isInstance)
            .map(X509KeyManager.class::cast)
            .findFirst();
    if (store == null || keys.isEmpty()) {
      return;
    }
    for (String alias : Collections.list(store.aliases())) {
      PrivateKey key = keys.get().getPrivateKey(alias);
      if (key != null && !match(key, store.getCertificate(alias).getPublicKey())) {
        throw new InvalidKeyException("the key is not that of the certificate");
      }
    }
  }

  private static boolean match(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
      return false;
    }
    Optional<String> algorithm = signatureAlgorithm(privateKey.getAlgorithm());
    if (algorithm.isEmpty()) {
      return true;
    }
    Signature signature = Signature.getInstance(algorithm.get());
    signature.initSign(privateKey);
    signature.update(SAMPLE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(SAMPLE);
    return signature.verify(signed);
  }

  // Keys of other algorithms are left to the handshake.
  private static Optional<String> signatureAlgorithm(String keyAlgorithm) {
    return switch (keyAlgorithm) {
      case "EC" -> Optional.of("SHA256withECDSA");
      case "RSA" -> Optional.of("SHA256withRSA");
      case "EdDSA", "Ed25519" -> Optional.of("Ed25519");
      default -> Optional.empty();
    };
  }
}

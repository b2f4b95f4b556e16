package dev.rollcall.testing.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A certificate that an authority has signed, with its key.
 *
 * @param key the private key
 * @param certificate what was signed
 * @param issuer the authority's own certificate
 */
public record TestCertificate(PrivateKey key, X509Certificate certificate, X509Certificate issuer) {

  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  /** The certificate alone, as PEM. */
  public String pem() {
    return pem(certificate);
  }

  /** The key as PEM (PKCS#8, without a password). */
  public String keyPem() {
    return pem(key);
  }

  /** Writes NAME.crt and NAME.key to a directory; what was there is replaced. */
  public void write(Path directory, String name) throws IOException {
    Files.writeString(directory.resolve(name + ".crt"), pem());
    Files.writeString(directory.resolve(name + ".key"), keyPem());
  }

  static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Key key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** A block of PEM with this label. */
  public static String pem(String what, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(what, BASE64.encodeToString(bytes));
  }
}

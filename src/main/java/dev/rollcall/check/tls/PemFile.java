package dev.rollcall.check.tls;

import java.io.ByteArrayInputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads certificates and private keys of a PEM file, which may have both, in any order. It accepts
 * what Vert.x accepts for the port and the checks of the service, whose files Quarkus reads; a test
 * compares the two.
 */
public final class PemFile {

  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String CURVE = "EC PARAMETERS";
  private static final Set<String> CERTIFICATES =
      Set.of("CERTIFICATE", "X509 CERTIFICATE", "X.509 CERTIFICATE", "PKCS7");

  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

  private final byte[] bytes;
  private final List<PemBlock> blocks;

  /**
   * @param bytes the file
   */
  public PemFile(byte[] bytes) {
    this.bytes = bytes.clone();
    this.blocks = PemBlock.parse(bytes);
  }

  /** A file that cannot be used; the message says what it has or lacks, after its name. */
  public static final class InvalidPemException extends Exception {

    private static final long serialVersionUID = 1;

    private InvalidPemException(String message) {
      super(message);
    }
  }

  /**
   * All certificates, in their order; at least one. A file without any block may be DER.
   *
   * @throws InvalidPemException if there are none, or one cannot be read
   */
  public List<Certificate> certificates() throws InvalidPemException {
    List<Certificate> all = new ArrayList<>();
    for (PemBlock block : blocks) {
      if (CERTIFICATES.contains(block.label())) {
        all.addAll(
            block
                .content()
                .flatMap(PemFile::certificates)
                .orElseThrow(
                    () -> new InvalidPemException("has a certificate that cannot be read")));
      }
    }
    if (blocks.isEmpty()) {
      certificates(bytes).ifPresent(all::addAll);
    }
    if (all.isEmpty()) {
      throw new InvalidPemException("has no certificates; expected PEM");
    }
    return all;
  }

  private static Optional<List<Certificate>> certificates(byte[] encoded) {
    try {
      return Optional.of(
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(encoded))));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  /**
   * The first private key: in PKCS #8, PKCS #1 or SEC 1, without a password.
   *
   * @throws InvalidPemException if there is none, or it cannot be read
   */
  public PrivateKey privateKey() throws InvalidPemException {
    PemBlock key =
        blocks.stream()
            .filter(block -> block.label().endsWith(PKCS8))
            .findFirst()
            .orElseThrow(() -> new InvalidPemException("has no private key; expected PEM"));
    if (key.encrypted() || key.label().equals(ENCRYPTED)) {
      throw new InvalidPemException(
          "is encrypted, and a password cannot be given; 'openssl pkey -in FILE -out FILE'"
              + " decrypts it");
    }
    if (!Set.of(PKCS8, PKCS1, SEC1).contains(key.label())) {
      throw new InvalidPemException(
          "has a key in another format ('%s'); expected PKCS #8, PKCS #1 or SEC 1"
              .formatted(key.label()));
    }
    return key.content()
        .flatMap(content -> pkcs8(key.label(), content))
        .flatMap(PemFile::key)
        .orElseThrow(
            () ->
                new InvalidPemException(
                    "has a private key that cannot be read; expected RSA, EC or Ed25519"));
  }

  private Optional<byte[]> pkcs8(String label, byte[] key) {
    return switch (label) {
      case PKCS1 -> Optional.of(Pkcs8.ofPkcs1(key));
      case SEC1 -> Pkcs8.ofSec1(key, curve());
      default -> Optional.of(key);
    };
  }

  private Optional<byte[]> curve() {
    return blocks.stream()
        .filter(block -> block.label().equals(CURVE))
        .findFirst()
        .flatMap(PemBlock::content);
  }

  private static Optional<PrivateKey> key(byte[] encoded) {
    return ALGORITHMS.stream().flatMap(name -> key(name, encoded).stream()).findFirst();
  }

  private static Optional<PrivateKey> key(String algorithm, byte[] encoded) {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
      // Not a key of this algorithm.
      return Optional.empty();
    }
  }
}

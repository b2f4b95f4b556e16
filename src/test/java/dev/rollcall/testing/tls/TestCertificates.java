package dev.rollcall.testing.tls;

import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority that lives for one test, and what it has signed: certificates for servers
 * and clients, good, expired, or not valid yet. Elliptic curves, so it takes milliseconds.
 */
public final class TestCertificates {

  /** How long certificates are valid, from an hour ago, unless a test sets otherwise. */
  public static final Duration LIFE = Duration.ofDays(1);

  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final Duration PAST = Duration.ofHours(1);

  private final AtomicInteger serial = new AtomicInteger();
  private final KeyPair keys = newKeys();
  private final X500Principal name;
  private final X509Certificate certificate;

  private TestCertificates(String commonName) {
    name = new X500Principal("CN=" + commonName);
    Instant now = Instant.now();
    byte[] authority = extension("2.5.29.19", true, Der.sequence(Der.yes()));
    certificate = sign(name, keys.getPublic(), now.minus(LIFE), now.plus(LIFE), List.of(authority));
  }

  /** A new authority, which nobody trusts yet. */
  public static TestCertificates authority(String commonName) {
    return new TestCertificates(commonName);
  }

  /** The authority's own certificate, for trust. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The same as PEM. */
  public String pem() {
    return TestCertificate.pem(certificate);
  }

  /**
   * A certificate for a server, valid now.
   *
   * @param names DNS names and IP addresses; the first is its common name too
   */
  public TestCertificate server(String... names) {
    Instant start = Instant.now().minus(PAST);
    return issue(start, start.plus(LIFE), names);
  }

  /** A certificate for a server that ended an hour ago. */
  public TestCertificate expired(String... names) {
    Instant end = Instant.now().minus(PAST);
    return issue(end.minus(LIFE), end, names);
  }

  /** A certificate for a client, valid now. */
  public TestCertificate client(String commonName) {
    Instant start = Instant.now().minus(PAST);
    return issue(commonName, start, start.plus(LIFE), List.of());
  }

  /** A certificate for a client that has this key, valid now. */
  public TestCertificate client(String commonName, KeyPair key) {
    Instant start = Instant.now().minus(PAST);
    return issue(key, commonName, start, start.plus(LIFE), List.of());
  }

  /** A certificate for a server, with its bounds. */
  public TestCertificate issue(Instant from, Instant to, String... names) {
    byte[][] entries = List.of(names).stream().map(TestCertificates::entry).toArray(byte[][]::new);
    byte[] alternatives = extension("2.5.29.17", false, Der.sequence(entries));
    return issue(names[0], from, to, List.of(alternatives));
  }

  /** A certificate revocation list with this certificate, in DER. */
  public byte[] revocationOf(TestCertificate revoked) {
    Instant now = Instant.now();
    byte[] entry =
        Der.sequence(Der.integer(revoked.certificate().getSerialNumber()), Der.time(now));
    byte[] content =
        Der.sequence(
            Der.integer(BigInteger.ONE),
            ECDSA_WITH_SHA256,
            name.getEncoded(),
            Der.time(now.minus(PAST)),
            Der.time(now.plus(LIFE)),
            Der.sequence(entry));
    return signed(content);
  }

  private byte[] signed(byte[] content) {
    return Der.sequence(
        content, ECDSA_WITH_SHA256, Der.bits(signature(keys.getPrivate(), content)));
  }

  private TestCertificate issue(
      String commonName, Instant from, Instant to, List<byte[]> extensions) {
    return issue(newKeys(), commonName, from, to, extensions);
  }

  private TestCertificate issue(
      KeyPair its, String commonName, Instant from, Instant to, List<byte[]> extensions) {
    X500Principal subject = new X500Principal("CN=" + commonName);
    X509Certificate signed = sign(subject, its.getPublic(), from, to, extensions);
    return new TestCertificate(its.getPrivate(), signed, certificate);
  }

  private X509Certificate sign(
      X500Principal subject, PublicKey key, Instant from, Instant to, List<byte[]> extensions) {
    byte[] version3 = Der.tagged(0xa0, Der.integer(BigInteger.TWO));
    List<byte[]> parts = new ArrayList<>();
    parts.add(version3);
    parts.add(Der.integer(BigInteger.valueOf(serial.incrementAndGet())));
    parts.add(ECDSA_WITH_SHA256);
    parts.add(name.getEncoded());
    parts.add(Der.sequence(Der.time(from), Der.time(to)));
    parts.add(subject.getEncoded());
    parts.add(key.getEncoded());
    if (!extensions.isEmpty()) {
      parts.add(Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
    }
    byte[] whole = signed(Der.sequence(parts.toArray(byte[][]::new)));
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(whole));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] extension(String id, boolean critical, byte[] content) {
    return critical
        ? Der.sequence(Der.oid(id), Der.yes(), Der.octets(content))
        : Der.sequence(Der.oid(id), Der.octets(content));
  }

  private static byte[] entry(String name) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
    return address == null
        ? Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII))
        : Der.tagged(0x87, address);
  }

  private static byte[] signature(PrivateKey key, byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

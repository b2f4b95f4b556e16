package dev.rollcall.testing.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** Keys, and their older formats in DER, as OpenSSL writes them. */
public final class TestKeys {

  private static final String P256 = "1.2.840.10045.3.1.7";

  private TestKeys() {}

  /** A key of the curve P-256. */
  public static KeyPair ec() {
    return generate("EC");
  }

  /** An RSA key. */
  public static KeyPair rsa() {
    return generate("RSA");
  }

  private static KeyPair generate(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PKCS #1. */
  public static byte[] pkcs1(PrivateKey key) {
    RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
    return Der.sequence(
        Der.integer(BigInteger.ZERO),
        Der.integer(rsa.getModulus()),
        Der.integer(rsa.getPublicExponent()),
        Der.integer(rsa.getPrivateExponent()),
        Der.integer(rsa.getPrimeP()),
        Der.integer(rsa.getPrimeQ()),
        Der.integer(rsa.getPrimeExponentP()),
        Der.integer(rsa.getPrimeExponentQ()),
        Der.integer(rsa.getCrtCoefficient()));
  }

  /** SEC 1, with its curve. */
  public static byte[] sec1(PrivateKey key) {
    return Der.sequence(
        Der.integer(BigInteger.ONE), Der.octets(number(key)), Der.tagged(0xa0, curve()));
  }

  /** SEC 1, whose curve is named elsewhere. */
  public static byte[] sec1WithoutCurve(PrivateKey key) {
    return Der.sequence(Der.integer(BigInteger.ONE), Der.octets(number(key)));
  }

  /** The parameters of the curve. */
  public static byte[] curve() {
    return Der.oid(P256);
  }

  // As many bytes as the curve has.
  private static byte[] number(PrivateKey key) {
    byte[] signed = ((ECPrivateKey) key).getS().toByteArray();
    byte[] number = new byte[32];
    int length = Math.min(signed.length, number.length);
    System.arraycopy(
        Arrays.copyOfRange(signed, signed.length - length, signed.length),
        0,
        number,
        number.length - length,
        length);
    return number;
  }
}

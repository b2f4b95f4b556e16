package dev.rollcall.cli.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a private key in PKCS #8 from PEM. */
final class PrivateKeyReader {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*+)-----END PRIVATE KEY-----");

  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private PrivateKeyReader() {}

  /** The first key of the file; empty if there is none, or none of an algorithm of the JDK. */
  static Optional<PrivateKey> parse(byte[] file) {
    Matcher block = PEM.matcher(new String(file, ISO_8859_1));
    if (!block.find()) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
      return ALGORITHMS.stream().flatMap(name -> key(name, encoded).stream()).findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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

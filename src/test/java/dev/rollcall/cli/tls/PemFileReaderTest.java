package dev.rollcall.cli.tls;

import static dev.rollcall.testing.tls.TestCertificate.pem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestKeys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PEM files, as the commands read them and as the service does: by Vert.x, as Quarkus hands them
 * over to it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PemFileReaderTest {

  private static final TestCertificates AUTHORITY = TestCertificates.authority("authority");
  private static final KeyPair EC_KEYS = TestKeys.ec();
  private static final KeyPair RSA_KEYS = TestKeys.rsa();
  private static final TestCertificate EC = AUTHORITY.client("ec", EC_KEYS);
  private static final TestCertificate RSA = AUTHORITY.client("rsa", RSA_KEYS);

  private static final String PKCS1 = pem("RSA PRIVATE KEY", TestKeys.pkcs1(RSA.key()));
  private static final String SEC1 = pem("EC PRIVATE KEY", TestKeys.sec1(EC.key()));
  private static final String CURVE = pem("EC PARAMETERS", TestKeys.curve());
  private static final String BAG =
      """
      Bag Attributes
          friendlyName: client
      Key Attributes: <No Attributes>
      """;

  private final PemFileReader reader = new PemFileReader(2);
  private final Path directory;
  private final Vertx vertx = Vertx.vertx();

  PemFileReaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterAll
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("PKCS #8, EC", EC, EC.keyPem()),
        Arguments.of("PKCS #8, RSA", RSA, RSA.keyPem()),
        Arguments.of("PKCS #1", RSA, PKCS1),
        Arguments.of("SEC 1", EC, SEC1),
        Arguments.of("SEC 1 after its curve", EC, CURVE + SEC1),
        Arguments.of("lines that end in CR LF", RSA, PKCS1.replace("\n", "\r\n")),
        Arguments.of("text before the block", RSA, BAG + PKCS1),
        Arguments.of("the certificate first", EC, EC.pem() + SEC1),
        Arguments.of("the certificate last", EC, SEC1 + EC.pem()),
        Arguments.of("a chain around the key", RSA, RSA.pem() + PKCS1 + AUTHORITY.pem()),
        Arguments.of("text everywhere", EC, BAG + EC.pem() + BAG + SEC1 + BAG));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void aKey(String name, TestCertificate expected, String text) throws Exception {
    Path file = write("key.pem", text);
    Path certificate = write("certificate.pem", expected.pem());
    assertKey(expected, certificate, file);
    assertSame(expected.key(), keyOfTheService(expected.pem(), text));
  }

  static Stream<Arguments> pairs() {
    return keys().filter(each -> ((String) each.get()[2]).contains("BEGIN CERTIFICATE"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void bothInOneFile(String name, TestCertificate expected, String text) throws Exception {
    Path file = write("both.pem", text);
    assertKey(expected, file, file);
    assertSame(expected.key(), keyOfTheService(text, text));
  }

  private void assertKey(TestCertificate expected, Path certificate, Path key) {
    X509KeyManager keys =
        (X509KeyManager)
            reader.keyManagers(arguments(certificate, key)).orElseThrow().getKeyManagers()[0];
    assertSame(expected.key(), keys.getPrivateKey("client"));
    assertEquals(expected.certificate(), keys.getCertificateChain("client")[0]);
  }

  private static void assertSame(PrivateKey expected, PrivateKey found) {
    assertEquals(number(expected), number(found));
  }

  private static BigInteger number(PrivateKey key) {
    return key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateKey) key).getPrivateExponent();
  }

  private PrivateKey keyOfTheService(String certificate, String key) throws Exception {
    PemKeyCertOptions options =
        new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(certificate))
            .addKeyValue(Buffer.buffer(key));
    String alias = Collections.list(options.loadKeyStore(vertx).aliases()).get(0);
    return ((X509KeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0])
        .getPrivateKey(alias);
  }

  @Test
  void whatIsTrusted() throws Exception {
    String text = BAG + SEC1 + AUTHORITY.pem().replace("\n", "\r\n") + BAG + EC.pem();
    assertEquals(2, reader.trustManager(write("ca.pem", text)).getAcceptedIssuers().length);
    assertEquals(
        2, new PemTrustOptions().addCertValue(Buffer.buffer(text)).loadKeyStore(vertx).size());
    Path der = Files.write(directory.resolve("ca.der"), AUTHORITY.certificate().getEncoded());
    assertEquals(1, reader.trustManager(der).getAcceptedIssuers().length);
  }

  static Stream<Arguments> unusableKeys() {
    String encrypted =
        " is encrypted, and a password cannot be given; 'openssl pkey -in FILE -out FILE' decrypts"
            + " it";
    String unreadable = " has a private key that cannot be read; expected RSA, EC or Ed25519";
    return Stream.of(
        Arguments.of("", " has no private key; expected PEM"),
        Arguments.of(EC.pem(), " has no private key; expected PEM"),
        Arguments.of(SEC1.substring(0, 60), " has no private key; expected PEM"),
        Arguments.of(pem("ENCRYPTED PRIVATE KEY", new byte[] {0x30, 0}), encrypted),
        Arguments.of(
            PKCS1.replaceFirst(
                "\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0123456789ABCDEF\n\n"),
            encrypted),
        Arguments.of(pem("PRIVATE KEY", new byte[] {1, 2, 3}), unreadable),
        Arguments.of(pem("RSA PRIVATE KEY", new byte[] {0x30, 0}), unreadable),
        Arguments.of(pem("EC PRIVATE KEY", new byte[] {0x30}), unreadable),
        Arguments.of(pem("EC PRIVATE KEY", TestKeys.sec1WithoutCurve(EC.key())), unreadable),
        Arguments.of(
            pem("OPENSSH PRIVATE KEY", new byte[] {0}),
            " has a key in another format ('OPENSSH PRIVATE KEY'); expected PKCS #8, PKCS #1 or SEC"
                + " 1"));
  }

  @ParameterizedTest
  @MethodSource("unusableKeys")
  void aKeyThatCannotBeUsed(String text, String message) throws Exception {
    Path file = write("key.pem", text);
    assertEquals("--key: " + file + message, error(write("certificate.pem", EC.pem()), file));
    assertThrows(Exception.class, () -> keyOfTheService(EC.pem(), text));
  }

  /** Vert.x reads no curve but the key's own. */
  @Test
  void whatOnlyTheCommandsRead() throws Exception {
    Path certificate = write("certificate.pem", EC.pem());
    String bare = pem("EC PRIVATE KEY", TestKeys.sec1WithoutCurve(EC.key()));
    assertKey(EC, certificate, write("key.pem", CURVE + bare));
  }

  @Test
  void certificatesThatCannotBeUsed() throws Exception {
    Path key = write("key.pem", SEC1);
    assertEquals("--cert: " + key + " has no certificates; expected PEM", error(key, key));
    Path broken = write("broken.pem", EC.pem() + pem("CERTIFICATE", new byte[] {0x30, 0x7f, 1}));
    assertEquals(
        "--cert: " + broken + " has a certificate that cannot be read", error(broken, key));
  }

  private String error(Path certificate, Path key) {
    CommandFailedException error =
        assertThrows(
            CommandFailedException.class, () -> reader.keyManagers(arguments(certificate, key)));
    assertEquals(2, error.exitCode());
    return error.userMessage().orElseThrow();
  }

  private static TlsArguments arguments(Path certificate, Path key) {
    return new TlsArguments(
        true, Optional.empty(), Optional.of(certificate), Optional.of(key), Optional.empty());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}

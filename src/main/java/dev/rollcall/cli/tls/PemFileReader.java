package dev.rollcall.cli.tls;

import dev.rollcall.check.tls.KeyPairValidation;
import dev.rollcall.check.tls.PeerTrustManager;
import dev.rollcall.check.tls.PemFile;
import dev.rollcall.check.tls.PemFile.InvalidPemException;
import dev.rollcall.cli.terminal.CommandFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Reads the files that the TLS options {@code --ca}, {@code --cert} and {@code --key} name.
 *
 * @param exitCode the exit code of the command if a file cannot be used
 */
public record PemFileReader(int exitCode) {

  private static final char[] NO_PASSWORD = new char[0];

  /**
   * Trusts what the certificates of a file have signed.
   *
   * @throws CommandFailedException if the file has no certificate
   */
  public X509ExtendedTrustManager trustManager(Path file) {
    try {
      KeyStore store = emptyStore();
      int index = 0;
      for (Certificate certificate : certificates("--ca", file)) {
        store.setCertificateEntry(String.valueOf(index++), certificate);
      }
      return PeerTrustManager.in(store);
    } catch (GeneralSecurityException | IOException e) {
      throw unusable("--ca: %s cannot be used: %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * The client's certificate, its chain from the same file, and its private key.
   *
   * @throws CommandFailedException if only one of the two files is given, if they do not belong
   *     together, or cannot be used
   */
  public Optional<KeyManagerFactory> keyManagers(TlsArguments tls) {
    if (tls.certificate().isPresent() != tls.key().isPresent()) {
      throw unusable("--cert and --key go together");
    }
    return tls.certificate().map(file -> keyManagers(file, tls.key().orElseThrow()));
  }

  private KeyManagerFactory keyManagers(Path certificate, Path key) {
    Certificate[] chain = certificates("--cert", certificate).toArray(Certificate[]::new);
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("client", privateKey(key), NO_PASSWORD, chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      KeyPairValidation.check(store, factory);
      return factory;
    } catch (InvalidKeyException e) {
      throw unusable("--cert, --key: %s is not the key of %s".formatted(key, certificate));
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(
          "--cert, --key: %s and %s cannot be used: %s"
              .formatted(certificate, key, e.getMessage()));
    }
  }

  private List<Certificate> certificates(String option, Path file) {
    try {
      return new PemFile(readBytes(option, file)).certificates();
    } catch (InvalidPemException e) {
      throw unusable("%s: %s %s".formatted(option, file, e.getMessage()));
    }
  }

  private PrivateKey privateKey(Path file) {
    try {
      return new PemFile(readBytes("--key", file)).privateKey();
    } catch (InvalidPemException e) {
      throw unusable("--key: %s %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * The content of a file.
   *
   * @param option the option or variable that names it, for the message
   * @throws CommandFailedException if it cannot be read
   */
  public byte[] readBytes(String option, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw unusable("%s: there is no file %s".formatted(option, file));
    } catch (AccessDeniedException e) {
      throw unusable("%s: no permission to read %s".formatted(option, file));
    } catch (IOException e) {
      throw unusable("%s: %s cannot be read: %s".formatted(option, file, e.getMessage()));
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private CommandFailedException unusable(String message) {
    return new CommandFailedException(message, exitCode);
  }
}

package dev.rollcall.app.tls;

import dev.rollcall.text.Sha256;
import io.quarkus.tls.OtherKeyStoreConfiguration;
import io.quarkus.tls.OtherTrustStoreConfiguration;
import io.quarkus.tls.runtime.config.KeyStoreConfig;
import io.quarkus.tls.runtime.config.PemCertsConfig;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.tls.runtime.config.TrustStoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lists the files of one TLS configuration, and fingerprints them.
 *
 * @param paths files, and directories whose files count, as the settings give them
 */
record TlsFiles(List<Path> paths) {

  static final TlsFiles NONE = new TlsFiles(List.of());

  static TlsFiles of(TlsBucketConfig bucket) {
    List<Path> paths = new ArrayList<>();
    bucket.keyStore().ifPresent(store -> addKeyStore(store, paths));
    bucket.trustStore().ifPresent(store -> addTrustStore(store, paths));
    bucket.certificateRevocationList().ifPresent(paths::addAll);
    return new TlsFiles(List.copyOf(paths));
  }

  private static void addKeyStore(KeyStoreConfig store, List<Path> paths) {
    store.pem().stream()
        .flatMap(pem -> pem.keyCerts().values().stream())
        .flatMap(pair -> Stream.of(pair.key(), pair.cert()))
        .forEach(paths::add);
    store.p12().ifPresent(p12 -> paths.add(p12.path()));
    store.jks().ifPresent(jks -> paths.add(jks.path()));
    store.other().flatMap(OtherKeyStoreConfiguration::path).ifPresent(paths::add);
  }

  private static void addTrustStore(TrustStoreConfig store, List<Path> paths) {
    store.pem().flatMap(PemCertsConfig::certs).ifPresent(paths::addAll);
    store.pem().flatMap(PemCertsConfig::certDirs).ifPresent(paths::addAll);
    store.p12().ifPresent(p12 -> paths.add(p12.path()));
    store.jks().ifPresent(jks -> paths.add(jks.path()));
    store.other().flatMap(OtherTrustStoreConfiguration::path).ifPresent(paths::add);
  }

  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** A fingerprint of each file's content, or of the error if it cannot be read. */
  Map<Path, String> fingerprints() {
    Map<Path, String> all = new TreeMap<>();
    paths.stream().flatMap(TlsFiles::files).forEach(file -> all.put(file, fingerprint(file)));
    return all;
  }

  private static Stream<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(file -> !Files.isDirectory(file)).toList().stream();
    } catch (IOException e) {
      return Stream.of(path);
    }
  }

  private static String fingerprint(Path file) {
    try {
      return Sha256.hex(Files.readAllBytes(file));
    } catch (IOException e) {
      return e.toString();
    }
  }
}

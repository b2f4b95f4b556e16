package dev.rollcall.app.tls;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the names of the TLS configurations in the settings. {@code quarkus.tls.NAME.key-store} has
 * one, {@code quarkus.tls.key-store} belongs to the configuration without a name: the key that
 * follows distinguishes them.
 */
public final class TlsConfigNameReader {

  /** The keys that a TLS configuration begins with; a test compares them with the framework's. */
  static final Set<String> KEYS =
      Set.of(
          "alpn",
          "certificate-revocation-list",
          "cipher-suites",
          "handshake-timeout",
          "hostname-verification-algorithm",
          "key-store",
          "protocols",
          "reload-period",
          "trust-all",
          "trust-store");

  private static final Pattern NAMED =
      Pattern.compile(
          "quarkus\\.tls\\.(?:\"(?<quoted>[^\"]+)\"|(?<plain>[^\".]+))\\.(?<key>[a-z-]+)(?:[.\\[].*)?");

  private TlsConfigNameReader() {}

  public static Set<String> among(Iterable<String> properties) {
    Set<String> names = new TreeSet<>();
    for (String property : properties) {
      Matcher matcher = NAMED.matcher(property);
      if (matcher.matches() && KEYS.contains(matcher.group("key"))) {
        names.add(
            matcher.group("quoted") != null ? matcher.group("quoted") : matcher.group("plain"));
      }
    }
    return names;
  }
}

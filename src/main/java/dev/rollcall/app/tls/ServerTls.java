package dev.rollcall.app.tls;

import dev.rollcall.source.settings.ListenSettings;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.vertx.http.runtime.HttpCertificateUpdateEventListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The TLS configuration that the port speaks, if it speaks TLS. */
public final class ServerTls {

  private static final String CLIENT_AUTH = "rollcall.listen.client-auth";

  private final ListenSettings listen;
  private final HttpCertificateUpdateEventListener servers;

  public ServerTls(ListenSettings listen, HttpCertificateUpdateEventListener servers) {
    this.listen = listen;
    this.servers = servers;
  }

  /**
   * Why it cannot be spoken.
   *
   * @param configured by name; it has the one that is named
   */
  List<String> problems(Map<String, TlsBucketConfig> configured) {
    List<String> problems = new ArrayList<>();
    configured.forEach(
        (name, bucket) -> {
          if (isSpoken(name)) {
            judge(name, bucket, problems);
          }
        });
    return problems;
  }

  private void judge(String name, TlsBucketConfig bucket, List<String> problems) {
    if (bucket.keyStore().isEmpty()) {
      problems.add(
          "rollcall.listen.tls: quarkus.tls.%s has no certificate to show; expected a key-store (%s)"
              .formatted(name, keys(name, "key-store")));
    }
    if (!listen.requiresCertificate()) {
      return;
    }
    if (bucket.trustAll()) {
      problems.add(
          "%s: required, but %s lets every certificate in; expected %s in its place"
              .formatted(CLIENT_AUTH, key(name, "trust-all"), keys(name, "trust-store")));
    } else if (bucket.trustStore().isEmpty()) {
      problems.add(
          "%s: required, but nothing says whose certificates count; expected %s, or none here"
              .formatted(CLIENT_AUTH, keys(name, "trust-store")));
    }
  }

  private boolean isSpoken(String name) {
    return listen.tls().filter(name::equals).isPresent();
  }

  private static String keys(String name, String key) {
    return key(name, key) + ".*";
  }

  private static String key(String name, String key) {
    return "quarkus.tls." + name + "." + key;
  }

  /**
   * This configuration was read again; if the port speaks it, the next handshake uses it. Waits.
   */
  void renew(String name, TlsConfiguration configuration) {
    if (!isSpoken(name)) {
      return;
    }
    try {
      servers.onCertificateUpdate(new CertificateUpdatedEvent(name, configuration));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

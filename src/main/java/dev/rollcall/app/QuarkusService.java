package dev.rollcall.app;

import dev.rollcall.cli.ServiceRunner;
import dev.rollcall.serve.guard.UriValidation;
import dev.rollcall.serve.vertx.ConnectionGuardInstaller;
import io.quarkus.runtime.Quarkus;
import java.security.Security;
import java.util.Map;

/** Starts Quarkus to run the service. Nothing of the framework is touched before that. */
final class QuarkusService implements ServiceRunner {

  private static final int ENDED_BY_SIGTERM = 128 + 15;

  /** In bytes. Netty would take as much outside of the heap as the heap may have. */
  private static final String MAX_BUFFERS = String.valueOf(256 << 20);

  /** In nanoseconds. */
  private static final String HOSTS_FILE_LIFETIME = "1000000000";

  private boolean served;

  /** Whether the service was started. */
  boolean hasServed() {
    return served;
  }

  @Override
  public void serve(Map<String, String> settings) {
    run(settings);
  }

  @Override
  public void demo(Map<String, String> settings) {
    run(settings, Main.DEMO);
  }

  private void run(Map<String, String> settings, String... arguments) {
    served = true;
    cacheNoNames();
    SignalHandlers.ofService(() -> System.exit(ENDED_BY_SIGTERM));
    System.setProperty(ConnectionGuardInstaller.PROPERTY, ConnectionGuardInstaller.VALUE);
    System.setProperty(UriValidation.PROPERTY, "true");
    if (System.getProperty("io.netty.maxDirectMemory") == null) {
      System.setProperty("io.netty.maxDirectMemory", MAX_BUFFERS);
    }
    settings.forEach(System::setProperty);
    Quarkus.run(arguments);
  }

  // The JDK caches names with lifetimes of its own: 30 s for an answer, whatever its TTL, and 10 s
  // for a failure, by which one hiccup of a name server would count as three. The system's own
  // cache keeps to the TTLs.
  //
  // To be called before anything is logged. The JDK reads both properties at the first lookup,
  // which the log manager makes when it is loaded, also by the change of a security property; so
  // that comes last, and the other is a system property.
  //
  // Netty, which DnsResolver uses, would read /etc/hosts once.
  private static void cacheNoNames() {
    System.setProperty("io.netty.hostsFileRefreshInterval", HOSTS_FILE_LIFETIME);
    System.setProperty("sun.net.inetaddr.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }
}

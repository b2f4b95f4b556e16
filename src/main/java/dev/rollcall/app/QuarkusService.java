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
    SignalHandlers.ofService(() -> System.exit(ENDED_BY_SIGTERM));
    // The JDK caches names with lifetimes of its own: 30 s for an answer, whatever its TTL, and 10
    // s for a failure, by which one hiccup of a name server would count as three. The system's own
    // cache keeps to the TTLs.
    //
    // The cache reads both properties at the first lookup, which the log manager makes when a
    // security property changes; so that comes last, and the other is a system property.
    System.setProperty("sun.net.inetaddr.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    System.setProperty(ConnectionGuardInstaller.PROPERTY, ConnectionGuardInstaller.VALUE);
    System.setProperty(UriValidation.PROPERTY, "true");
    settings.forEach(System::setProperty);
    Quarkus.run(arguments);
  }
}

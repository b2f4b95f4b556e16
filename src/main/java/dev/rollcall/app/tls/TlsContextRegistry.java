package dev.rollcall.app.tls;

import dev.rollcall.check.tls.ClientTls;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.check.tls.TlsContexts;
import dev.rollcall.check.tls.TlsUnavailableException;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.source.document.ProblemReport;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsBucketConfig;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Holds the TLS context of each TLS configuration in the settings, and reloads them. */
public final class TlsContextRegistry implements TlsContexts {

  private static final String UNNAMED = TlsConfig.DEFAULT_NAME;

  private final Map<String, ReloadingTlsContext> byName;

  private TlsContextRegistry(Map<String, ReloadingTlsContext> byName) {
    this.byName = byName;
  }

  /**
   * Reads the configurations; so never on an event loop. The JDK's trust store, which counts where
   * nothing is configured without a name, is large, so it is read when it is first used.
   *
   * @throws ConfigurationException with all that is wrong
   */
  public static TlsContextRegistry read(
      TlsConfigurationRegistry registry, Config config, ServerTls server, Vertx vertx, Logger log) {
    TlsConfig tls = config.unwrap(SmallRyeConfig.class).getConfigMapping(TlsConfig.class);
    Map<String, TlsBucketConfig> configured = new TreeMap<>(tls.namedCertificateConfig());
    tls.defaultCertificateConfig().ifPresent(bucket -> configured.put(UNNAMED, bucket));
    Map<String, ReloadingTlsContext> byName = new TreeMap<>();
    configured.forEach(
        (name, bucket) -> byName.put(name, configured(name, registry, bucket, server, vertx, log)));
    load(byName, server.problems(configured));
    byName.computeIfAbsent(UNNAMED, name -> ofJdk(log));
    return new TlsContextRegistry(byName);
  }

  private static ReloadingTlsContext configured(
      String name,
      TlsConfigurationRegistry registry,
      TlsBucketConfig bucket,
      ServerTls server,
      Vertx vertx,
      Logger log) {
    TlsRegistryReader registered = new TlsRegistryReader(name, registry, bucket, server, vertx);
    return new ReloadingTlsContext(displayName(name), TlsFiles.of(bucket), registered, log);
  }

  private static ReloadingTlsContext ofJdk(Logger log) {
    return new ReloadingTlsContext(displayName(UNNAMED), TlsFiles.NONE, ClientTls::ofJdk, log);
  }

  private static void load(Map<String, ReloadingTlsContext> all, List<String> ofServer) {
    List<String> problems = new ArrayList<>(ofServer);
    all.values().forEach(one -> one.load().ifPresent(problems::add));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(ProblemReport.startupFailure(problems));
    }
  }

  private static String displayName(String name) {
    return name.equals(UNNAMED) ? "quarkus.tls" : "quarkus.tls." + name;
  }

  @Override
  public TlsContext current(TlsSettings tls) {
    return Optional.ofNullable(byName.get(tls.config().orElse(UNNAMED)))
        .orElseThrow(() -> missing(tls))
        .current();
  }

  private TlsUnavailableException missing(TlsSettings tls) {
    return new TlsUnavailableException(
        "unknown TLS configuration '%s' (quarkus.tls.%s.*); expected one of %s"
            .formatted(tls.config().orElse(""), tls.config().orElse(""), names()));
  }

  /** The names that a peer's entry can give. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(byName.keySet());
    names.remove(UNNAMED);
    return names;
  }

  /** Loads what the checks of these peers need, so that no event loop has to. */
  public void prepare(Roster roster) {
    roster.peers().stream()
        .map(Peer::check)
        .map(CheckSettings::kind)
        .map(CheckKind::tls)
        .flatMap(Optional::stream)
        .map(tls -> byName.get(tls.config().orElse(UNNAMED)))
        .filter(found -> found != null)
        .forEach(ReloadingTlsContext::current);
  }

  /** Whether there are files to follow. */
  public boolean hasFiles() {
    return byName.values().stream().anyMatch(ReloadingTlsContext::hasFiles);
  }

  /** The regular poll of the files. Reads them, so never on an event loop. */
  public void poll() {
    byName.values().forEach(ReloadingTlsContext::poll);
  }

  /** Reads the files now, since the user says that they are ready; so never on an event loop. */
  public void reload() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // The framework reads files through it, and what a signal begins has none.
    thread.setContextClassLoader(TlsContextRegistry.class.getClassLoader());
    try {
      byName.values().forEach(ReloadingTlsContext::reload);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Quarkus has reloaded this configuration by itself. */
  public void reloadedByQuarkus(String name) {
    Optional.ofNullable(byName.get(name)).ifPresent(ReloadingTlsContext::reloadedByQuarkus);
  }
}

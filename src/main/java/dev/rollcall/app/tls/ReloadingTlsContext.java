package dev.rollcall.app.tls;

import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.check.tls.TlsUnavailableException;
import dev.rollcall.source.reload.PollResult;
import dev.rollcall.source.reload.SettledContentRule;
import dev.rollcall.text.ErrorText;
import dev.rollcall.text.PrintableText;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds one TLS configuration and reloads it when its files have changed. All of them must have
 * settled, so that a key and its certificate, written one after the other, are reloaded together.
 * All or nothing: files that cannot be used keep the previous context, and are logged once.
 */
final class ReloadingTlsContext {

  private final String name;
  private final TlsFiles files;
  private final Callable<TlsContext> reader;
  private final Logger log;

  private final SettledContentRule<Map<Path, String>, String> settled = new SettledContentRule<>();
  private volatile @Nullable TlsContext context;

  /**
   * @param name for people
   * @param files what may change
   * @param reader makes a context of them; what it throws is logged
   */
  ReloadingTlsContext(String name, TlsFiles files, Callable<TlsContext> reader, Logger log) {
    this.name = name;
    this.files = files;
    this.reader = reader;
    this.log = log;
  }

  /** The active context. The first call reads the files, unless they are loaded. */
  TlsContext current() {
    TlsContext current = context;
    return current != null ? current : loadOnce();
  }

  private synchronized TlsContext loadOnce() {
    TlsContext current = context;
    if (current != null) {
      return current;
    }
    Optional<String> problem = load();
    if (problem.isPresent()) {
      throw new TlsUnavailableException(problem.get());
    }
    return Objects.requireNonNull(context);
  }

  /**
   * Reads the files for the first time.
   *
   * @return what is wrong; empty if all is well
   */
  synchronized Optional<String> load() {
    settled.evaluated(files.fingerprints());
    try {
      context = reader.call();
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(name + ": " + ErrorText.format(e));
    }
  }

  boolean hasFiles() {
    return !files.isEmpty();
  }

  /** The regular poll. */
  void poll() {
    poll(false);
  }

  /** Reads the files now, since the user says that they are ready. */
  void reload() {
    poll(true);
  }

  private synchronized void poll(boolean isReady) {
    if (files.isEmpty()) {
      return;
    }
    Map<Path, String> found = files.fingerprints();
    if (settled.poll(found, isReady, () -> changes(found))
        instanceof PollResult.Changed<String> changed) {
      replace(changed.content());
    }
  }

  /** Quarkus has reloaded this configuration by itself. */
  synchronized void reloadedByQuarkus() {
    settled.evaluated(files.fingerprints());
    replace("reloaded by Quarkus");
  }

  private void replace(String reason) {
    try {
      context = reader.call();
      log.infof("%s: reloaded (%s)", name, reason);
    } catch (Exception e) {
      log.warnf(
          "%s: rejected, keeping the previous TLS configuration (%s): %s",
          name, reason, ErrorText.format(e));
    }
  }

  private String changes(Map<Path, String> found) {
    Map<Path, String> before = settled.lastEvaluated().orElse(Map.of());
    return Stream.concat(before.keySet().stream(), found.keySet().stream())
        .distinct()
        .filter(path -> !Objects.equals(before.get(path), found.get(path)))
        .sorted()
        .map(path -> PrintableText.printable(path.toString()))
        .collect(Collectors.joining(", ", "changed: ", ""));
  }
}

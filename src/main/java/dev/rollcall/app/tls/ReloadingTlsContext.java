package dev.rollcall.app.tls;

import dev.rollcall.check.TlsContext;
import dev.rollcall.check.TlsUnavailableException;
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
 * One TLS configuration that follows its files. A change counts when it looks the same at two looks
 * in a row, so that a key and its certificate, written one after the other, are taken up together.
 * All or nothing: what cannot be used changes nothing, and is told once.
 */
final class ReloadingTlsContext {

  private final String name;
  private final TlsFiles files;
  private final Callable<TlsContext> reader;
  private final Logger log;

  private volatile @Nullable TlsContext context;
  // The files as they were when they were judged last, and as they were at the last look.
  private Map<Path, String> judged = Map.of();
  private Map<Path, String> seen = Map.of();

  /**
   * @param name for people
   * @param files what may change
   * @param reader makes of them what to connect with; what it throws is told
   */
  ReloadingTlsContext(String name, TlsFiles files, Callable<TlsContext> reader, Logger log) {
    this.name = name;
    this.files = files;
    this.reader = reader;
    this.log = log;
  }

  /** What is in force. Reads it if nobody did before; else only gives it. */
  TlsContext current() {
    TlsContext now = context;
    return now != null ? now : loaded();
  }

  private synchronized TlsContext loaded() {
    TlsContext now = context;
    if (now != null) {
      return now;
    }
    Optional<String> problem = load();
    if (problem.isPresent()) {
      throw new TlsUnavailableException(problem.get());
    }
    return Objects.requireNonNull(context);
  }

  /** Reads it for the first time. Says what is wrong, if anything. */
  synchronized Optional<String> load() {
    judged = files.fingerprints();
    seen = judged;
    try {
      context = reader.call();
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(name + ": " + ErrorText.told(e));
    }
  }

  boolean hasFiles() {
    return !files.isEmpty();
  }

  /** Takes up what changed since. */
  void look() {
    look(false);
  }

  /** Somebody says that the files are ready: what changed counts at once. */
  void lookUrgently() {
    look(true);
  }

  private synchronized void look(boolean urgent) {
    if (files.isEmpty()) {
      return;
    }
    Map<Path, String> found = files.fingerprints();
    boolean isSettled = urgent || found.equals(seen);
    seen = found;
    if (isSettled && !found.equals(judged)) {
      String changed = changedSince(judged, found);
      judged = found;
      renew(changed);
    }
  }

  /** Somebody else knows that it was renewed. */
  synchronized void renew() {
    judged = files.fingerprints();
    seen = judged;
    renew("Quarkus says so");
  }

  private void renew(String why) {
    try {
      context = reader.call();
      log.infof("the TLS configuration %s is renewed (%s)", name, why);
    } catch (Exception e) {
      log.warnf(
          "the TLS configuration %s is not renewed, the one before stays (%s): %s",
          name, why, ErrorText.told(e));
    }
  }

  private static String changedSince(Map<Path, String> before, Map<Path, String> now) {
    return Stream.concat(before.keySet().stream(), now.keySet().stream())
        .distinct()
        .filter(path -> !Objects.equals(before.get(path), now.get(path)))
        .sorted()
        .map(path -> PrintableText.printable(path.toString()))
        .collect(Collectors.joining(", ", "changed: ", ""));
  }
}

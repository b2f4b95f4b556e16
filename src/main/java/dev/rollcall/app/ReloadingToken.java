package dev.rollcall.app;

import dev.rollcall.serve.guard.BearerToken;
import dev.rollcall.serve.guard.TokenProvider;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.ProblemReport;
import dev.rollcall.source.file.TokenFile;
import dev.rollcall.source.reload.PollResult;
import dev.rollcall.source.reload.SettledContentRule;
import dev.rollcall.source.settings.NodeSettings;
import dev.rollcall.text.PrintableText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Holds the active bearer token and reloads it when its file has changed. A file that goes bad
 * keeps the previous token, and is logged once. Only a restart leads from a token to none.
 */
public final class ReloadingToken implements TokenProvider {

  private final Optional<Path> file;
  private final Executor workers;
  private final Logger log;

  private final SettledContentRule<String, ParseResult<String>> settled =
      new SettledContentRule<>();
  private volatile Optional<BearerToken> token = Optional.empty();

  /**
   * @param file absent: no token is required
   * @param workers may be blocked
   */
  ReloadingToken(Optional<Path> file, Executor workers, Logger log) {
    this.file = file;
    this.workers = workers;
    this.log = log;
  }

  @Override
  public Optional<BearerToken> current() {
    return token;
  }

  /** Whether there is a file to follow. */
  boolean hasFile() {
    return file.isPresent();
  }

  /**
   * Reads the file for the first time.
   *
   * @return its problems; empty if all is well
   */
  synchronized List<Problem> load() {
    if (file.isEmpty()) {
      return List.of();
    }
    ParseResult<String> content = TokenFile.read(file.get());
    settled.evaluated(fingerprint(content));
    if (content instanceof Valid<String> valid) {
      token = Optional.of(BearerToken.of(valid.value()));
      warnIfReadableByAll(file.get());
      return List.of();
    }
    return problems(content).stream()
        .map(problem -> problem.inSetting(NodeSettings.TOKEN_FILE))
        .toList();
  }

  /** The regular poll. Reads the file, so never on an event loop. */
  void poll() {
    file.ifPresent(path -> poll(path, false));
  }

  /**
   * Reads the file now, since the user says that it is ready: SIGHUP. Any thread.
   *
   * @return complete when what is there now was evaluated
   */
  CompletionStage<Void> reload() {
    return CompletableFuture.runAsync(this::pollNow, workers);
  }

  private void pollNow() {
    file.ifPresent(path -> poll(path, true));
  }

  private synchronized void poll(Path path, boolean isReady) {
    ParseResult<String> content = TokenFile.read(path);
    PollResult<ParseResult<String>> result =
        settled.poll(fingerprint(content), isReady, () -> content);
    if (result instanceof PollResult.Changed) {
      replace(path, content);
    }
  }

  private void replace(Path path, ParseResult<String> content) {
    String name = PrintableText.printable(path.toString());
    if (content instanceof Valid<String> valid) {
      boolean isNew = token.filter(current -> current.matches(valid.value())).isEmpty();
      token = Optional.of(BearerToken.of(valid.value()));
      log.infof(
          isNew
              ? "%s: reloaded, a new token is active; the previous one is no longer accepted"
              : "%s: reloaded, the token is the same",
          name);
      return;
    }
    log.warnf(
        "%s: rejected, keeping the previous token (%s)",
        name, ProblemReport.lines(problems(content)).get(0));
  }

  private void warnIfReadableByAll(Path path) {
    if (TokenFile.isWorldReadable(path)) {
      log.warnf(
          "every user of this machine may read %s (%s); 'chmod o-r' keeps the token secret",
          PrintableText.printable(path.toString()), NodeSettings.TOKEN_FILE);
    }
  }

  private static List<Problem> problems(ParseResult<String> content) {
    return content instanceof ParseResult.Invalid<String> invalid ? invalid.problems() : List.of();
  }

  // Not the token itself: that is kept nowhere.
  private static String fingerprint(ParseResult<String> content) {
    return content instanceof Valid<String> valid
        ? TokenFile.fingerprint(valid.value())
        : problems(content).toString();
  }
}

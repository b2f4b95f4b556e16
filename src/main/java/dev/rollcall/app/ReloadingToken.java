package dev.rollcall.app;

import dev.rollcall.serve.guard.BearerToken;
import dev.rollcall.serve.guard.TokenProvider;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.ProblemReport;
import dev.rollcall.source.file.TokenFile;
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
 * The token in force, which follows its file. A change counts when it looks the same at two looks
 * in a row, as the file may be half written; a file that goes bad changes nothing, and is told
 * once. There is no way from a token to none but a restart.
 */
public final class ReloadingToken implements TokenProvider {

  private final Optional<Path> file;
  private final Executor workers;
  private final Logger log;

  private volatile Optional<BearerToken> token = Optional.empty();
  // What was judged last, and what was seen at the last look.
  private String judged = "";
  private String seen = "";

  /**
   * @param file absent: no token is asked for
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

  /** Whether there is a file to look at. */
  boolean hasFile() {
    return file.isPresent();
  }

  /** Reads it for the first time. Says what is wrong, if anything. */
  synchronized List<Problem> load() {
    if (file.isEmpty()) {
      return List.of();
    }
    ParseResult<String> reading = TokenFile.read(file.get());
    judged = fingerprint(reading);
    seen = judged;
    if (reading instanceof Valid<String> accepted) {
      token = Optional.of(BearerToken.of(accepted.value()));
      tellIfForAll(file.get());
      return List.of();
    }
    return problems(reading).stream()
        .map(problem -> problem.ofSetting(NodeSettings.TOKEN_FILE))
        .toList();
  }

  /** The regular look. Reads the file, so never on an event loop. */
  void look() {
    file.ifPresent(path -> look(path, false));
  }

  /**
   * Somebody says that the file is ready, as SIGHUP does. Any thread.
   *
   * @return complete when what is there now was judged
   */
  CompletionStage<Void> lookNow() {
    return CompletableFuture.runAsync(this::lookUrgently, workers);
  }

  private void lookUrgently() {
    file.ifPresent(path -> look(path, true));
  }

  private synchronized void look(Path path, boolean urgent) {
    ParseResult<String> reading = TokenFile.read(path);
    String found = fingerprint(reading);
    boolean isSettled = urgent || found.equals(seen);
    seen = found;
    if (isSettled && !found.equals(judged)) {
      judged = found;
      take(path, reading);
    }
  }

  private void take(Path path, ParseResult<String> reading) {
    if (reading instanceof Valid<String> accepted) {
      boolean isAnother = token.filter(now -> now.matches(accepted.value())).isEmpty();
      token = Optional.of(BearerToken.of(accepted.value()));
      log.infof(
          isAnother
              ? "%s was read again: another token is in force, the one before counts no more"
              : "%s was read again: the token is the same",
          PrintableText.printable(path.toString()));
      return;
    }
    log.warnf(
        "%s is not taken into force, the token before stays (%s)",
        PrintableText.printable(path.toString()), ProblemReport.lines(problems(reading)).get(0));
  }

  private void tellIfForAll(Path path) {
    if (TokenFile.isForAll(path)) {
      log.warnf(
          "every user of this machine may read %s (%s); 'chmod o-r' keeps the token from them",
          PrintableText.printable(path.toString()), NodeSettings.TOKEN_FILE);
    }
  }

  private static List<Problem> problems(ParseResult<String> reading) {
    return reading instanceof ParseResult.Invalid<String> refused ? refused.problems() : List.of();
  }

  // Not the token itself: that is nowhere kept.
  private static String fingerprint(ParseResult<String> reading) {
    return reading instanceof Valid<String> accepted
        ? TokenFile.fingerprint(accepted.value())
        : problems(reading).toString();
  }
}

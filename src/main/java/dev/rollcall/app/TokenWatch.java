package dev.rollcall.app;

import dev.rollcall.peer.Texts;
import dev.rollcall.serve.http.Token;
import dev.rollcall.serve.http.Tokens;
import dev.rollcall.source.Place;
import dev.rollcall.source.Problem;
import dev.rollcall.source.Reading;
import dev.rollcall.source.Reading.Accepted;
import dev.rollcall.source.file.TokenFile;
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
final class TokenWatch implements Tokens {

  private static final String SETTING = "rollcall.token-file";

  private final Optional<Path> file;
  private final Executor workers;
  private final Logger log;

  private volatile Optional<Token> token = Optional.empty();
  // What was judged last, and what was seen at the last look.
  private String judged = "";
  private String seen = "";

  /**
   * @param file absent: no token is asked for
   * @param workers may be blocked
   */
  TokenWatch(Optional<Path> file, Executor workers, Logger log) {
    this.file = file;
    this.workers = workers;
    this.log = log;
  }

  @Override
  public Optional<Token> current() {
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
    Reading<String> reading = TokenFile.read(file.get());
    judged = fingerprint(reading);
    seen = judged;
    if (reading instanceof Accepted<String> accepted) {
      token = Optional.of(Token.of(accepted.value()));
      tellIfForAll(file.get());
      return List.of();
    }
    return problems(reading).stream().map(TokenWatch::problem).toList();
  }

  /** A problem of the file as one of the setting that names it. */
  static Problem problem(Problem ofFile) {
    return new Problem(new Place.Named(SETTING), "", ofFile.toString());
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
    Reading<String> reading = TokenFile.read(path);
    String found = fingerprint(reading);
    boolean isSettled = urgent || found.equals(seen);
    seen = found;
    if (isSettled && !found.equals(judged)) {
      judged = found;
      take(path, reading);
    }
  }

  private void take(Path path, Reading<String> reading) {
    if (reading instanceof Accepted<String> accepted) {
      boolean isAnother = token.filter(now -> now.matches(accepted.value())).isEmpty();
      token = Optional.of(Token.of(accepted.value()));
      log.infof(
          isAnother
              ? "%s was read again: another token is in force, the one before counts no more"
              : "%s was read again: the token is the same",
          Texts.printable(path.toString()));
      return;
    }
    log.warnf(
        "%s is not taken into force, the token before stays (%s)",
        Texts.printable(path.toString()), Refusal.lines(problems(reading)).get(0));
  }

  private void tellIfForAll(Path path) {
    if (TokenFile.isForAll(path)) {
      log.warnf(
          "every user of this machine may read %s (%s); 'chmod o-r' keeps the token from them",
          Texts.printable(path.toString()), SETTING);
    }
  }

  private static List<Problem> problems(Reading<String> reading) {
    return reading instanceof Reading.Refused<String> refused ? refused.problems() : List.of();
  }

  // Not the token itself: that is nowhere kept.
  private static String fingerprint(Reading<String> reading) {
    return reading instanceof Accepted<String> accepted
        ? TokenFile.fingerprint(accepted.value())
        : problems(reading).toString();
  }
}

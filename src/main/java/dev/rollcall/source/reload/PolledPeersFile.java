package dev.rollcall.source.reload;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.file.PeersFileContent;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Polls a peers file. What counts is its content, wherever the path leads to now: files that are
 * replaced, renamed or reached through another link are all the same. For one thread at a time;
 * polling reads the file, so never on an event loop.
 */
public final class PolledPeersFile {

  /** What was written more recently may still be written to. */
  private static final Duration QUIET = Duration.ofMillis(200);

  private final Function<Path, PeersFileContent> reader;
  private final Path path;
  private final CheckDefaults defaults;
  private final Optional<String> nodeId;
  private final Clock clock;

  /** A bad content must settle in any case, since an editor may be about to put the file back. */
  private final SettledContentRule<String, ParseResult<Roster>> settled =
      new SettledContentRule<>(Invalid.class::isInstance);

  /**
   * @param path as the user gave it, since the problems name it
   * @param defaults of what the file leaves out
   * @param nodeId the id of the node itself; absent: it only observes
   * @param clock the one that files are stamped with
   */
  public PolledPeersFile(Path path, CheckDefaults defaults, Optional<String> nodeId, Clock clock) {
    this(path, defaults, nodeId, clock, PeersFileContent::of);
  }

  PolledPeersFile(
      Path path,
      CheckDefaults defaults,
      Optional<String> nodeId,
      Clock clock,
      Function<Path, PeersFileContent> reader) {
    this.reader = reader;
    this.path = path;
    this.defaults = defaults;
    this.nodeId = nodeId;
    this.clock = clock;
  }

  /** The path as the user gave it. */
  public Path path() {
    return path;
  }

  /** What the API calls a list from this file. */
  public String source() {
    return "file:" + path;
  }

  /** Reads what is there now, whatever was there before. */
  public ParseResult<Roster> read() {
    PeersFileContent content = reader.apply(path);
    settled.evaluated(content.fingerprint());
    return parse(content);
  }

  /**
   * Reads the file if it has changed. New content is ready if it was written a while ago.
   *
   * @param isReady whether it is ready in any case: the user says so, by SIGHUP
   */
  public PollResult<ParseResult<Roster>> poll(boolean isReady) {
    PeersFileContent content = reader.apply(path);
    if (content.localError().isPresent()) {
      return new PollResult.LocalShortage<>(content.localError().get());
    }
    return settled.poll(content.fingerprint(), isReady || !isFresh(), () -> parse(content));
  }

  private ParseResult<Roster> parse(PeersFileContent content) {
    return content.read(path.toString(), defaults, nodeId);
  }

  private boolean isFresh() {
    try {
      Instant written = Files.getLastModifiedTime(path).toInstant();
      // A timestamp in the future says nothing; then one more poll decides.
      return written.isAfter(clock.instant().minus(QUIET));
    } catch (IOException e) {
      return true;
    }
  }
}

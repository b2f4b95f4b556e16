package dev.rollcall.source.reload;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.file.FileContent;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A peers file that is looked at again and again. What counts is its content, wherever the path
 * leads to now: files that are replaced, renamed or reached through another link are all the same.
 * For one thread at a time; looking reads the file, so never on an event loop.
 */
public final class PolledPeersFile {

  /** What was written more recently may still be written to. */
  private static final Duration QUIET = Duration.ofMillis(200);

  private final Path path;
  private final CheckDefaults defaults;
  private final Optional<String> nodeId;
  private final Clock clock;

  // What was judged last, and what was seen but may be half written.
  private Optional<String> judged = Optional.empty();
  private Optional<String> suspected = Optional.empty();

  /**
   * @param path as the user gave it, since the problems name it
   * @param defaults what counts where the file says nothing
   * @param nodeId the id of the node itself; absent: it only observes
   * @param clock the one that files are stamped with
   */
  public PolledPeersFile(Path path, CheckDefaults defaults, Optional<String> nodeId, Clock clock) {
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
    FileContent content = FileContent.of(path);
    judged = Optional.of(content.fingerprint());
    return content.read(path.toString(), defaults, nodeId);
  }

  /**
   * Reads the file if it changed. New content is left alone for one look if it was written a moment
   * ago, as it may be half written; if it is bad, so it is in any case, since an editor may be
   * about to put the file back.
   *
   * @param urgent somebody says that the file is ready: it counts at once, unless it is bad
   */
  public PollResult look(boolean urgent) {
    FileContent content = FileContent.of(path);
    Optional<String> found = Optional.of(content.fingerprint());
    if (judged.equals(found)) {
      suspected = Optional.empty();
      return new PollResult.Unchanged();
    }
    boolean seenBefore = suspected.equals(found);
    if (!seenBefore && !urgent && isFresh()) {
      suspected = found;
      return new PollResult.Unsettled();
    }
    ParseResult<Roster> reading = content.read(path.toString(), defaults, nodeId);
    if (reading instanceof Invalid && !seenBefore) {
      suspected = found;
      return new PollResult.Unsettled();
    }
    judged = found;
    suspected = Optional.empty();
    return new PollResult.Changed(reading);
  }

  private boolean isFresh() {
    try {
      Instant written = Files.getLastModifiedTime(path).toInstant();
      // A stamp of the future says nothing; then one more look decides.
      return written.isAfter(clock.instant().minus(QUIET));
    } catch (IOException e) {
      return true;
    }
  }
}

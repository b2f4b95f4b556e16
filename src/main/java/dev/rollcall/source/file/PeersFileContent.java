package dev.rollcall.source.file;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.text.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The bytes of a peers file, or the problem with reading them. */
public final class PeersFileContent {

  private final byte[] bytes;
  private final Optional<Problem> problem;

  private final Optional<String> localError;

  private PeersFileContent(byte[] bytes, Optional<Problem> problem, Optional<String> localError) {
    this.bytes = bytes;
    this.problem = problem;
    this.localError = localError;
  }

  public static PeersFileContent of(Path path) {
    try {
      return new PeersFileContent(
          BoundedFileReader.read(path, BoundedFileReader.MAX_SIZE),
          Optional.empty(),
          Optional.empty());
    } catch (InvalidFileException e) {
      return unreadable(e);
    }
  }

  /** A file that cannot be read. */
  public static PeersFileContent unreadable(Path path, IOException error) {
    return unreadable(BoundedFileReader.unreadable(path, error));
  }

  private static PeersFileContent unreadable(InvalidFileException error) {
    return new PeersFileContent(
        new byte[0],
        Optional.of(error.problem()),
        error.isLocalShortage() ? Optional.of(error.problem().message()) : Optional.empty());
  }

  /** Why it could not be read, if a shortage of this machine is the reason, and not the file. */
  public Optional<String> localError() {
    return localError;
  }

  public ParseResult<Roster> read(String file, CheckDefaults defaults, Optional<String> nodeId) {
    return problem.isPresent()
        ? new ParseResult.Invalid<>(List.of(problem.get()))
        : PeersFile.read(file, bytes, defaults, nodeId);
  }

  /** Equal for two contents if and only if they are equal, problems included. */
  public String fingerprint() {
    return problem.map(Problem::toString).orElseGet(() -> fingerprint(bytes));
  }

  static String fingerprint(byte[] bytes) {
    return Sha256.hex(bytes);
  }
}

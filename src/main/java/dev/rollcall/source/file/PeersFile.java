package dev.rollcall.source.file;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.roster.RosterReader;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A peers file, of at most {@value BoundedFileReader#MAX_SIZE} bytes of UTF-8. Whether it is YAML
 * or JSON, and ours or exo's, shows in what is in it; its name says nothing.
 */
public final class PeersFile {

  private PeersFile() {}

  /**
   * Reads the file as it is now. Whatever is wrong with it, or with the way to it, is told as a
   * problem; nothing is thrown.
   *
   * @param path as the user gave it, since the problems name it
   * @param defaults what counts where the file says nothing
   * @param nodeId the id of the node itself; absent: it only observes
   */
  public static ParseResult<Roster> read(
      Path path, CheckDefaults defaults, Optional<String> nodeId) {
    try {
      return read(
          path.toString(),
          BoundedFileReader.read(path, BoundedFileReader.MAX_SIZE),
          defaults,
          nodeId);
    } catch (InvalidFileException e) {
      return new ParseResult.Invalid<>(List.of(e.problem()));
    }
  }

  /**
   * The same of what was in the file.
   *
   * @param file what the problems call it
   */
  public static ParseResult<Roster> read(
      String file, String text, CheckDefaults defaults, Optional<String> nodeId) {
    try {
      Document document =
          JsonReader.looksLikeJson(text)
              ? JsonReader.read(file, text)
              : YamlReader.read(file, text);
      return RosterReader.read(document, defaults, nodeId);
    } catch (InvalidFileException e) {
      return new ParseResult.Invalid<>(List.of(e.problem()));
    }
  }

  /** The same of its bytes. */
  static ParseResult<Roster> read(
      String file, byte[] content, CheckDefaults defaults, Optional<String> nodeId) {
    try {
      return read(file, Utf8Decoder.decode(file, content), defaults, nodeId);
    } catch (InvalidFileException e) {
      return new ParseResult.Invalid<>(List.of(e.problem()));
    }
  }
}

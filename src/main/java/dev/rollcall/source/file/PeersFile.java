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
 * Reads a peers file, of at most {@value BoundedFileReader#MAX_SIZE} bytes of UTF-8. The content
 * decides whether it is YAML or JSON, and Rollcall's or exo's; the file's name does not matter.
 */
public final class PeersFile {

  private PeersFile() {}

  /**
   * Reads the file as it is now. Never throws: whatever is wrong with the file or its path is
   * reported as a problem.
   *
   * @param path as the user gave it, since the problems name it
   * @param defaults apply where the file has no value
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
   * Reads the text of a file.
   *
   * @param file its name in the problems
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

  /** Reads the bytes of a file. */
  static ParseResult<Roster> read(
      String file, byte[] content, CheckDefaults defaults, Optional<String> nodeId) {
    try {
      return read(file, Utf8Decoder.decode(file, content), defaults, nodeId);
    } catch (InvalidFileException e) {
      return new ParseResult.Invalid<>(List.of(e.problem()));
    }
  }
}

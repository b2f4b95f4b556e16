package dev.rollcall.source.file;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.CheckDefaults;
import dev.rollcall.source.Document;
import dev.rollcall.source.Reading;
import dev.rollcall.source.RosterReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A peers file, of at most {@value FileBytes#MAX_SIZE} bytes of UTF-8. Whether it is YAML or JSON,
 * and ours or exo's, shows in what is in it; its name says nothing.
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
  public static Reading<Roster> read(Path path, CheckDefaults defaults, Optional<String> nodeId) {
    try {
      return read(path.toString(), FileBytes.read(path, FileBytes.MAX_SIZE), defaults, nodeId);
    } catch (RefusedFileException e) {
      return new Reading.Refused<>(List.of(e.problem()));
    }
  }

  /**
   * The same of what was in the file.
   *
   * @param file what the problems call it
   */
  public static Reading<Roster> read(
      String file, String text, CheckDefaults defaults, Optional<String> nodeId) {
    try {
      Document document =
          JsonReader.fits(text) ? JsonReader.read(file, text) : YamlReader.read(file, text);
      return RosterReader.read(document, defaults, nodeId);
    } catch (RefusedFileException e) {
      return new Reading.Refused<>(List.of(e.problem()));
    }
  }

  /** The same of its bytes. */
  static Reading<Roster> read(
      String file, byte[] content, CheckDefaults defaults, Optional<String> nodeId) {
    try {
      return read(file, Utf8.decode(file, content), defaults, nodeId);
    } catch (RefusedFileException e) {
      return new Reading.Refused<>(List.of(e.problem()));
    }
  }
}

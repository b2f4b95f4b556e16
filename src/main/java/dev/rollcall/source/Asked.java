package dev.rollcall.source;

import dev.rollcall.peer.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Which source is in force. Exactly one is: two that are both asked for are an error. */
public sealed interface Asked {

  /** The setting that asks for a file. */
  String PEERS_FILE = "rollcall.peers-file";

  /** The files that are looked for when nothing is asked for, the first one that exists counts. */
  List<Path> DEFAULT_FILES = List.of(Path.of("peers.yaml"), Path.of("/etc/rollcall/peers.yaml"));

  /**
   * A peers file.
   *
   * @param path as the user gave it
   */
  record File(Path path) implements Asked {}

  /** The list inside the settings. */
  record Settings() implements Asked {}

  /**
   * None, or more than one.
   *
   * @param problem what to tell the user
   */
  record Unclear(Problem problem) implements Asked {}

  /**
   * What the settings ask for, else a default file.
   *
   * @param exists whether there is anything at a path
   */
  static Asked by(NodeSettings settings, Predicate<Path> exists) {
    if (settings.peersFile().isPresent() && settings.listsPeers()) {
      return new Unclear(
          new Problem(
              new Place.Named(PEERS_FILE),
              "",
              "there are two lists of peers: the file '%s' and the one in the settings (rollcall.peers[0], ...); expected only one of them"
                  .formatted(settings.peersFile().get())));
    }
    if (settings.listsPeers()) {
      return new Settings();
    }
    if (settings.peersFile().isPresent()) {
      return file(settings.peersFile().get());
    }
    return DEFAULT_FILES.stream()
        .filter(exists)
        .findFirst()
        .<Asked>map(File::new)
        .orElseGet(Asked::nothing);
  }

  private static Asked file(String path) {
    try {
      return new File(Path.of(path));
    } catch (InvalidPathException e) {
      return new Unclear(
          new Problem(
              new Place.Named(PEERS_FILE),
              "",
              "'%s' cannot be a path".formatted(Texts.printable(path))));
    }
  }

  private static Unclear nothing() {
    return new Unclear(
        new Problem(
            new Place.Named(PEERS_FILE),
            "",
            "there is no list of peers: it is not set, rollcall.peers is empty, and there is neither %s in the working directory (%s) nor %s"
                .formatted(
                    DEFAULT_FILES.get(0), Path.of("").toAbsolutePath(), DEFAULT_FILES.get(1))));
  }
}

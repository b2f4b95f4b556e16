package dev.rollcall.source.settings;

import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which source is in force. Exactly one is: two that are both asked for are an error. */
public sealed interface SourceSelection {

  /** The setting that asks for a file. */
  String PEERS_FILE = "rollcall.peers-file";

  /** The setting that asks for a launcher's list. */
  String LAUNCHER = "rollcall.launcher";

  /** The setting that says where a launcher's nodes listen. */
  String LAUNCHER_PORT = "rollcall.launcher-port";

  /** The files that are looked for when nothing is asked for, the first one that exists counts. */
  List<Path> DEFAULT_FILES = List.of(Path.of("peers.yaml"), Path.of("/etc/rollcall/peers.yaml"));

  /**
   * A peers file.
   *
   * @param path as the user gave it
   */
  record File(Path path) implements SourceSelection {}

  /** The list inside the settings. */
  record Settings() implements SourceSelection {}

  /**
   * What a launcher left in the environment.
   *
   * @param name the launcher's, or {@code auto}, as the user gave it
   */
  record Launcher(String name) implements SourceSelection {}

  /**
   * None, and there is no default file.
   *
   * @param problem what to tell the user
   */
  record None(Problem problem) implements SourceSelection {}

  /**
   * More than one, or what cannot be one.
   *
   * @param problem what to tell the user
   */
  record Ambiguous(Problem problem) implements SourceSelection {}

  /**
   * What the settings ask for, else the launcher that left a list, else a default file.
   *
   * @param detected the launcher that left a list in the environment
   * @param exists whether there is anything at a path
   */
  static SourceSelection by(
      NodeSettings settings, Optional<String> detected, Predicate<Path> exists) {
    List<String> lists = lists(settings);
    if (lists.size() > 1) {
      return new Ambiguous(
          new Problem(
              new SourceLocation.OfName(settings.peersFile().isPresent() ? PEERS_FILE : LAUNCHER),
              "",
              "there are %s lists of peers: %s; expected only one of them"
                  .formatted(lists.size() == 2 ? "two" : "three", String.join(" and ", lists))));
    }
    if (settings.listsPeers()) {
      return new Settings();
    }
    if (settings.peersFile().isPresent()) {
      return file(settings.peersFile().get());
    }
    Optional<String> launcher = settings.launcher().or(() -> detected);
    if (launcher.isPresent()) {
      return new Launcher(launcher.get());
    }
    return DEFAULT_FILES.stream()
        .filter(exists)
        .findFirst()
        .<SourceSelection>map(File::new)
        .orElseGet(SourceSelection::nothing);
  }

  /** Those that the settings ask for, each as a message calls it. */
  private static List<String> lists(NodeSettings settings) {
    List<String> lists = new ArrayList<>();
    settings
        .peersFile()
        .ifPresent(file -> lists.add("the file '%s'".formatted(PrintableText.printable(file))));
    settings
        .launcher()
        .ifPresent(
            name ->
                lists.add(
                    "the launcher '%s' (%s)".formatted(PrintableText.printable(name), LAUNCHER)));
    if (settings.listsPeers()) {
      lists.add("the one in the settings (rollcall.peers[0], ...)");
    }
    return lists;
  }

  private static SourceSelection file(String path) {
    try {
      return new File(Path.of(path));
    } catch (InvalidPathException e) {
      return new Ambiguous(
          new Problem(
              new SourceLocation.OfName(PEERS_FILE),
              "",
              "'%s' cannot be a path".formatted(PrintableText.printable(path))));
    }
  }

  private static None nothing() {
    return new None(
        new Problem(
            new SourceLocation.OfName(PEERS_FILE),
            "",
            "there is no list of peers: it is not set, rollcall.peers is empty, no launcher left a list in the environment, and there is neither %s in the working directory (%s) nor %s"
                .formatted(
                    DEFAULT_FILES.get(0), Path.of("").toAbsolutePath(), DEFAULT_FILES.get(1))));
  }
}

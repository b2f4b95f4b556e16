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

/** Selects the one source of the roster. Two that are both configured are an error. */
public sealed interface SourceSelection {

  /** The setting that selects a file. */
  String PEERS_FILE = "rollcall.peers-file";

  /** The setting that selects a launcher's list. */
  String LAUNCHER = "rollcall.launcher";

  /** The port of a launcher's nodes. */
  String LAUNCHER_PORT = "rollcall.launcher-port";

  /** What is reported where no launcher's list is found. */
  String NO_LAUNCHER = "no launcher set a list of nodes in the environment";

  /** The files that are tried when no source is configured; the first one that exists counts. */
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
   * @param problem for the user
   */
  record None(Problem problem) implements SourceSelection {}

  /**
   * More than one, or what cannot be one.
   *
   * @param problem for the user
   */
  record Ambiguous(Problem problem) implements SourceSelection {}

  /**
   * Selects what the settings configure, else the launcher that left a list, else a default file.
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

  /** Those that the settings configure, each as a message names it. */
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
              "'%s' is not a valid path".formatted(PrintableText.printable(path))));
    }
  }

  private static None nothing() {
    return new None(
        new Problem(
            new SourceLocation.OfName(PEERS_FILE),
            "",
            "not set, and there is no other list of peers: rollcall.peers is empty, %s, and there is neither %s in the working directory (%s) nor %s"
                .formatted(
                    NO_LAUNCHER,
                    DEFAULT_FILES.get(0),
                    Path.of("").toAbsolutePath(),
                    DEFAULT_FILES.get(1))));
  }
}

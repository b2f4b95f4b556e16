package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.file.PeersFile;
import dev.rollcall.source.file.TextFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.source.launcher.LaunchedRoster;
import dev.rollcall.source.launcher.Launchers;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.source.settings.NodeSettings;
import dev.rollcall.source.settings.SourceSelection;
import dev.rollcall.text.PrintableText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the list that {@code init} converts: the environment of a launcher, a peers file of exo or
 * Rollcall, or a hostfile.
 *
 * @param name of a launcher, a path, or - for standard input
 * @param port for lists without ports
 */
record InitSource(String name, Optional<Integer> port) {

  /** A line that every peers file has, and no hostfile. */
  private static final Pattern PEERS_FILE =
      Pattern.compile(
          "^\\s*\\{|^[\"']?(?:peers|defaults|links|\\$schema)[\"']?\\s*:", Pattern.MULTILINE);

  private static final String FROM_OPTION = "--from";

  /** The option for each setting or variable that a problem may name. */
  private static final Map<String, String> OPTIONS_BY_SETTING =
      Map.of(
          SourceSelection.LAUNCHER,
          FROM_OPTION,
          SourceSelection.LAUNCHER_PORT,
          "--port",
          Launchers.HOSTFILE_VARIABLE,
          FROM_OPTION);

  /**
   * The list and where it is from.
   *
   * @param origin for people
   */
  record SourceRoster(Roster roster, String origin) {}

  /** The list, or all its problems. */
  ParseResult<SourceRoster> read(Console console) {
    if (name.equals(Launchers.AUTO) || Launchers.names().contains(name)) {
      return readLauncher(name, new Environment(console.environment(), TextFile::read))
          .map(launched -> new SourceRoster(launched.roster(), launched.source()));
    }
    return text(console)
        .flatMap(this::parse)
        .map(roster -> new SourceRoster(roster, displayName()));
  }

  private ParseResult<Roster> parse(String text) {
    return PEERS_FILE.matcher(text).find()
        ? PeersFile.read(displayName(), text, CheckDefaults.UNKNOWN_NODE, Optional.empty())
        : hostfile(new ParseResult.Valid<>(text));
  }

  private String displayName() {
    return new PeersInput(name).displayName();
  }

  private ParseResult<String> text(Console console) {
    if (name.equals(PeersInput.STANDARD_INPUT)) {
      return TextFile.read(displayName(), console.in());
    }
    try {
      Path path = Path.of(name);
      return Files.exists(path) ? TextFile.read(path) : invalid(unknownSource());
    } catch (InvalidPathException e) {
      return invalid(unknownSource());
    }
  }

  private String unknownSource() {
    return "'%s' is neither a file nor a launcher; expected a file, or one of %s, %s"
        .formatted(
            PrintableText.printable(name), Launchers.AUTO, String.join(", ", Launchers.names()));
  }

  private ParseResult<Roster> hostfile(ParseResult<String> text) {
    return readLauncher(
            Launchers.HOSTFILES,
            new Environment(Map.of(Launchers.HOSTFILE_VARIABLE, displayName()), path -> text))
        .map(LaunchedRoster::roster);
  }

  private ParseResult<LaunchedRoster> readLauncher(String launcher, Environment environment) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(SourceSelection.LAUNCHER, launcher);
    port.ifPresent(value -> settings.put(SourceSelection.LAUNCHER_PORT, value.toString()));
    NodeSettings.Read read = NodeSettings.read(settings, Set.of());
    ParseResult<LaunchedRoster> result =
        read.problems().isEmpty()
            ? Launchers.read(launcher, read.settings(), environment)
            : new ParseResult.Invalid<>(read.problems());
    return result.mapProblems(InitSource::withOptionName);
  }

  private static Problem withOptionName(Problem problem) {
    return problem.location() instanceof SourceLocation.OfName named
            && OPTIONS_BY_SETTING.containsKey(named.name())
        ? new Problem(
            new SourceLocation.OfName(OPTIONS_BY_SETTING.getOrDefault(named.name(), FROM_OPTION)),
            "",
            problem.message())
        : problem;
  }

  private static <T> ParseResult<T> invalid(String message) {
    return new ParseResult.Invalid<>(
        List.of(new Problem(new SourceLocation.OfName(FROM_OPTION), "", message)));
  }
}

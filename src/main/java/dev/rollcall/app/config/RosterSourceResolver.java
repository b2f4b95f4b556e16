package dev.rollcall.app.config;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.file.TokenFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.source.launcher.Launchers;
import dev.rollcall.source.reload.PolledPeersFile;
import dev.rollcall.source.reload.RosterUpdate;
import dev.rollcall.source.roster.RosterReader;
import dev.rollcall.source.settings.NodeSettings;
import dev.rollcall.source.settings.SettingsDocument;
import dev.rollcall.source.settings.SourceSelection;
import dev.rollcall.text.AbbreviatedList;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the settings and the roster from the one source that they select, and collects all problems
 * of both.
 */
public final class RosterSourceResolver {

  /** The maximum number of environment variables that a problem names. */
  private static final int MOST_VARIABLES = 3;

  private final RollcallProperties properties;
  private final Predicate<Path> exists;
  private final Environment environment;
  private final boolean isDemo;
  private final Function<NodeSettings, Optional<RosterUpdate.Accepted>> demo;

  /**
   * @param properties the settings
   * @param exists whether there is anything at a path
   * @param environment where a launcher may have left a list
   * @param isDemo whether the demo's peers take the place of every other list
   * @param demo also gives a list if no source is selected and there is no default file; empty:
   *     that is a problem
   */
  public RosterSourceResolver(
      RollcallProperties properties,
      Predicate<Path> exists,
      Environment environment,
      boolean isDemo,
      Function<NodeSettings, Optional<RosterUpdate.Accepted>> demo) {
    this.properties = properties;
    this.exists = exists;
    this.environment = environment;
    this.isDemo = isDemo;
    this.demo = demo;
  }

  public ParseResult<StartupConfig> read() {
    NodeSettings.Read read = NodeSettings.read(properties.values(), properties.tlsConfigs());
    NodeSettings settings = read.settings();
    List<Problem> problems = new ArrayList<>(read.problems());
    settings.listen().host().flatMap(BindCheck::problem).ifPresent(problems::add);
    settings.tokenFile().map(Path::of).ifPresent(file -> checkToken(file, problems));
    Optional<StartupConfig> config = resolve(settings, problems);
    return config.isPresent() && problems.isEmpty()
        ? new Valid<>(config.get())
        : new Invalid<>(problems.stream().map(this::withVariable).toList());
  }

  /** Names the environment variables, if that is what the user wrote. */
  private Problem withVariable(Problem problem) {
    Set<String> variables = properties.variablesOf(problem.location().toString());
    if (!(problem.location() instanceof SourceLocation.OfName name) || variables.isEmpty()) {
      return problem;
    }
    String list = AbbreviatedList.of(variables, MOST_VARIABLES);
    return new Problem(
        new SourceLocation.OfName("%s (%s)".formatted(name, list)),
        problem.path(),
        problem.message());
  }

  private static void checkToken(Path file, List<Problem> problems) {
    if (TokenFile.read(file) instanceof Invalid<String> invalid) {
      invalid.problems().stream()
          .map(problem -> problem.inSetting(NodeSettings.TOKEN_FILE))
          .forEach(problems::add);
    }
  }

  private Optional<StartupConfig> resolve(NodeSettings settings, List<Problem> problems) {
    if (isDemo) {
      return demo.apply(settings).map(roster -> StartupConfig.fixed(settings, roster));
    }
    SourceSelection selection = SourceSelection.by(settings, Launchers.detect(environment), exists);
    if (selection instanceof SourceSelection.File file) {
      PolledPeersFile polled =
          new PolledPeersFile(file.path(), settings.checks(), settings.nodeId(), Clock.systemUTC());
      return valid(polled.read(), problems)
          .map(roster -> new RosterUpdate.Accepted(roster, polled.source()))
          .map(roster -> new StartupConfig(settings, roster, Optional.of(polled)));
    }
    if (selection instanceof SourceSelection.Settings) {
      return valid(inSettings(settings), problems)
          .map(roster -> new RosterUpdate.Accepted(roster, "settings"))
          .map(roster -> StartupConfig.fixed(settings, roster));
    }
    if (selection instanceof SourceSelection.Launcher launcher) {
      return valid(Launchers.read(launcher.name(), settings, environment), problems)
          .map(launched -> new RosterUpdate.Accepted(launched.roster(), launched.source()))
          .map(roster -> StartupConfig.fixed(settings, roster));
    }
    if (selection instanceof SourceSelection.Ambiguous ambiguous) {
      problems.add(ambiguous.problem());
      return Optional.empty();
    }
    Optional<RosterUpdate.Accepted> fallback = demo.apply(settings);
    if (fallback.isEmpty()) {
      problems.add(((SourceSelection.None) selection).problem());
    }
    return fallback.map(roster -> StartupConfig.fixed(settings, roster));
  }

  private ParseResult<Roster> inSettings(NodeSettings settings) {
    return RosterReader.read(
        SettingsDocument.of(properties.values()), settings.checks(), settings.nodeId());
  }

  private static <T> Optional<T> valid(ParseResult<T> result, List<Problem> problems) {
    if (result instanceof Valid<T> valid) {
      return Optional.of(valid.value());
    }
    problems.addAll(((Invalid<T>) result).problems());
    return Optional.empty();
  }
}

package dev.rollcall.app.config;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.file.TokenFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.source.launcher.Launchers;
import dev.rollcall.source.reload.PolledPeersFile;
import dev.rollcall.source.reload.RosterUpdate;
import dev.rollcall.source.roster.RosterReader;
import dev.rollcall.source.settings.NodeSettings;
import dev.rollcall.source.settings.SettingsDocument;
import dev.rollcall.source.settings.SourceSelection;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the settings and the one source that they ask for, and tells all that is wrong at once. */
public final class RosterSourceResolver {

  private final RollcallProperties properties;
  private final Predicate<Path> exists;
  private final Environment environment;
  private final boolean isDemo;
  private final Function<NodeSettings, Optional<RosterUpdate.Accepted>> demo;

  /**
   * @param properties the settings
   * @param exists whether there is anything at a path
   * @param environment where a launcher may have left a list
   * @param isDemo whether the demo's peers are listed whatever else is asked for
   * @param demo lists them also if nothing is asked for and no default file is there; empty: that
   *     is a problem
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

  /**
   * What the node runs with.
   *
   * @param settings checked
   * @param listed the list in force
   * @param file where it came from, if that can change
   */
  public record StartupConfig(
      NodeSettings settings, RosterUpdate.Accepted listed, Optional<PolledPeersFile> file) {}

  /** A list, and the file that it came from. */
  private record Found(RosterUpdate.Accepted listed, Optional<PolledPeersFile> file) {

    static Found fixed(Roster roster, String source) {
      return new Found(new RosterUpdate.Accepted(roster, source), Optional.empty());
    }

    static Found in(PolledPeersFile file, Roster roster) {
      return new Found(new RosterUpdate.Accepted(roster, file.source()), Optional.of(file));
    }
  }

  public ParseResult<StartupConfig> read() {
    NodeSettings.Read read = NodeSettings.read(properties.values(), properties.tlsConfigs());
    NodeSettings settings = read.settings();
    List<Problem> problems = new ArrayList<>(read.problems());
    settings.listen().host().flatMap(BindCheck::problem).ifPresent(problems::add);
    settings.tokenFile().map(Path::of).ifPresent(file -> judgeToken(file, problems));
    Optional<Found> found = find(settings, problems);
    return found.isPresent() && problems.isEmpty()
        ? new Valid<>(new StartupConfig(settings, found.get().listed(), found.get().file()))
        : new Invalid<>(problems);
  }

  private static void judgeToken(Path file, List<Problem> problems) {
    if (TokenFile.read(file) instanceof Invalid<String> refused) {
      refused.problems().stream()
          .map(problem -> problem.ofSetting(NodeSettings.TOKEN_FILE))
          .forEach(problems::add);
    }
  }

  private Optional<Found> find(NodeSettings settings, List<Problem> problems) {
    if (isDemo) {
      return demo.apply(settings).map(listed -> new Found(listed, Optional.empty()));
    }
    SourceSelection asked = SourceSelection.by(settings, Launchers.detect(environment), exists);
    if (asked instanceof SourceSelection.File file) {
      PolledPeersFile watched =
          new PolledPeersFile(file.path(), settings.checks(), settings.nodeId(), Clock.systemUTC());
      return accepted(watched.read(), problems).map(roster -> Found.in(watched, roster));
    }
    if (asked instanceof SourceSelection.Settings) {
      return accepted(inSettings(settings), problems)
          .map(roster -> Found.fixed(roster, "settings"));
    }
    if (asked instanceof SourceSelection.Launcher launcher) {
      return accepted(Launchers.read(launcher.name(), settings, environment), problems)
          .map(launched -> Found.fixed(launched.roster(), launched.source()));
    }
    if (asked instanceof SourceSelection.Ambiguous unclear) {
      problems.add(unclear.problem());
      return Optional.empty();
    }
    Optional<RosterUpdate.Accepted> other = demo.apply(settings);
    if (other.isEmpty()) {
      problems.add(((SourceSelection.None) asked).problem());
    }
    return other.map(listed -> new Found(listed, Optional.empty()));
  }

  private ParseResult<Roster> inSettings(NodeSettings settings) {
    return RosterReader.read(
        SettingsDocument.of(properties.values()), settings.checks(), settings.nodeId());
  }

  private static <T> Optional<T> accepted(ParseResult<T> reading, List<Problem> problems) {
    if (reading instanceof Valid<T> accepted) {
      return Optional.of(accepted.value());
    }
    problems.addAll(((Invalid<T>) reading).problems());
    return Optional.empty();
  }
}

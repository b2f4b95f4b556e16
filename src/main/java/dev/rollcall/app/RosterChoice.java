package dev.rollcall.app;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.Asked;
import dev.rollcall.source.NodeSettings;
import dev.rollcall.source.Problem;
import dev.rollcall.source.Reading;
import dev.rollcall.source.Reading.Accepted;
import dev.rollcall.source.Reading.Refused;
import dev.rollcall.source.RosterReader;
import dev.rollcall.source.SettingsDocument;
import dev.rollcall.source.file.TokenFile;
import dev.rollcall.source.file.WatchedFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.source.launcher.Launchers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the settings and the one source that they ask for, and tells all that is wrong at once. */
final class RosterChoice {

  private final Properties properties;
  private final Predicate<Path> exists;
  private final Environment environment;
  private final boolean isDemo;
  private final Function<NodeSettings, Optional<News.Listed>> demo;

  /**
   * @param properties the settings
   * @param exists whether there is anything at a path
   * @param environment where a launcher may have left a list
   * @param isDemo whether the demo's peers are listed whatever else is asked for
   * @param demo lists them also if nothing is asked for and no default file is there; empty: that
   *     is a problem
   */
  RosterChoice(
      Properties properties,
      Predicate<Path> exists,
      Environment environment,
      boolean isDemo,
      Function<NodeSettings, Optional<News.Listed>> demo) {
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
  record Chosen(NodeSettings settings, News.Listed listed, Optional<WatchedFile> file) {}

  /** A list, and the file that it came from. */
  private record Found(News.Listed listed, Optional<WatchedFile> file) {

    static Found fixed(Roster roster, String source) {
      return new Found(new News.Listed(roster, source), Optional.empty());
    }

    static Found in(WatchedFile file, Roster roster) {
      return new Found(new News.Listed(roster, Reload.source(file)), Optional.of(file));
    }
  }

  Reading<Chosen> read() {
    NodeSettings.Read read = NodeSettings.read(properties.values(), properties.tlsConfigs());
    NodeSettings settings = read.settings();
    List<Problem> problems = new ArrayList<>(read.problems());
    settings.listen().host().flatMap(ListenHost::problem).ifPresent(problems::add);
    settings.tokenFile().map(Path::of).ifPresent(file -> judgeToken(file, problems));
    Optional<Found> found = find(settings, problems);
    return found.isPresent() && problems.isEmpty()
        ? new Accepted<>(new Chosen(settings, found.get().listed(), found.get().file()))
        : new Refused<>(problems);
  }

  private static void judgeToken(Path file, List<Problem> problems) {
    if (TokenFile.read(file) instanceof Refused<String> refused) {
      refused.problems().stream().map(TokenWatch::problem).forEach(problems::add);
    }
  }

  private Optional<Found> find(NodeSettings settings, List<Problem> problems) {
    if (isDemo) {
      return demo.apply(settings).map(listed -> new Found(listed, Optional.empty()));
    }
    Asked asked = Asked.by(settings, Launchers.detect(environment), exists);
    if (asked instanceof Asked.File file) {
      WatchedFile watched =
          new WatchedFile(file.path(), settings.checks(), settings.nodeId(), Clock.systemUTC());
      return accepted(watched.read(), problems).map(roster -> Found.in(watched, roster));
    }
    if (asked instanceof Asked.Settings) {
      return accepted(inSettings(settings), problems)
          .map(roster -> Found.fixed(roster, "settings"));
    }
    if (asked instanceof Asked.Launcher launcher) {
      return accepted(Launchers.read(launcher.name(), settings, environment), problems)
          .map(launched -> Found.fixed(launched.roster(), launched.source()));
    }
    if (asked instanceof Asked.Unclear unclear) {
      problems.add(unclear.problem());
      return Optional.empty();
    }
    Optional<News.Listed> other = demo.apply(settings);
    if (other.isEmpty()) {
      problems.add(((Asked.Nothing) asked).problem());
    }
    return other.map(listed -> new Found(listed, Optional.empty()));
  }

  private Reading<Roster> inSettings(NodeSettings settings) {
    return RosterReader.read(
        SettingsDocument.of(properties.values()), settings.checks(), settings.nodeId());
  }

  private static <T> Optional<T> accepted(Reading<T> reading, List<Problem> problems) {
    if (reading instanceof Accepted<T> accepted) {
      return Optional.of(accepted.value());
    }
    problems.addAll(((Refused<T>) reading).problems());
    return Optional.empty();
  }
}

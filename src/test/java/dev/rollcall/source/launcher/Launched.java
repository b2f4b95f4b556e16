package dev.rollcall.source.launcher;

import dev.rollcall.peer.Peer;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.settings.NodeSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** An environment to read, with files that exist only here. */
record Launched(
    Map<String, String> settings, Map<String, String> variables, Map<String, String> files) {

  /** Variables and their values by turns; the port is 50051. */
  static Launched by(String... variables) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      all.put(variables[i], variables[i + 1]);
    }
    return new Launched(Map.of("rollcall.launcher-port", "50051"), all, Map.of());
  }

  /** The same with one more variable. */
  Launched with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(variables);
    more.put(variable, value);
    return new Launched(settings, more, files);
  }

  Launched withFile(String path, String text) {
    return new Launched(settings, variables, Map.of(path, text));
  }

  /** The same with these settings alone. */
  Launched withSettings(Map<String, String> only) {
    return new Launched(only, variables, files);
  }

  Environment environment() {
    Function<Path, ParseResult<String>> read =
        path ->
            files.containsKey(path.toString())
                ? new Valid<>(files.getOrDefault(path.toString(), ""))
                : new Invalid<>(
                    List.of(
                        new Problem(
                            new SourceLocation.OfName(path.toString()),
                            "",
                            "there is no such file")));
    return new Environment(variables, read);
  }

  ParseResult<LaunchedRoster> read() {
    NodeSettings node = NodeSettings.read(settings, Set.of()).settings();
    return Launchers.read(node.launcher().orElse(Launchers.AUTO), node, environment());
  }

  LaunchedRoster accepted() {
    if (read() instanceof Valid<LaunchedRoster> accepted) {
      return accepted.value();
    }
    throw new AssertionError("invalid: " + problems());
  }

  Roster roster() {
    return accepted().roster();
  }

  /** Each member as {@code id=address}, in order of id. */
  List<String> members() {
    return roster().members().stream().map(p -> p.id() + "=" + p.address()).toList();
  }

  Peer member(String id) {
    return roster().members().stream()
        .filter(p -> p.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  Optional<String> self() {
    return roster().self().map(id -> id.value());
  }

  List<String> problems() {
    return read() instanceof Invalid<LaunchedRoster> invalid
        ? invalid.problems().stream().map(Problem::toString).toList()
        : List.of();
  }
}

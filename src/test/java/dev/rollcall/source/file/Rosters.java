package dev.rollcall.source.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.source.settings.NodeSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the text of a file named {@code p} for the tests. */
public final class Rosters {

  /** A node without check settings, with two TLS configurations. */
  static final CheckDefaults NODE = node(Map.of());

  private Rosters() {}

  /** The defaults of checks of a node with these settings. */
  public static CheckDefaults node(Map<String, String> settings) {
    NodeSettings.Read read = NodeSettings.read(settings, Set.of("factory", "office"));
    assertEquals(List.of(), read.problems());
    return read.settings().checks();
  }

  public static ParseResult<Roster> read(
      String text, CheckDefaults defaults, Optional<String> nodeId) {
    return read(text.getBytes(StandardCharsets.UTF_8), defaults, nodeId);
  }

  static ParseResult<Roster> read(byte[] bytes, CheckDefaults defaults, Optional<String> nodeId) {
    return PeersFile.read("p", bytes, defaults, nodeId);
  }

  public static Roster valid(String text) {
    return valid(read(text, NODE, Optional.empty()));
  }

  public static Roster valid(ParseResult<Roster> reading) {
    if (reading instanceof ParseResult.Valid<Roster> accepted) {
      return accepted.value();
    }
    throw new AssertionError("invalid: " + problems(reading));
  }

  /** The problems as lines; empty if the file is valid. */
  static List<String> problems(String text) {
    return problems(read(text, NODE, Optional.empty()));
  }

  static List<String> problems(ParseResult<Roster> reading) {
    return reading instanceof ParseResult.Invalid<Roster> invalid
        ? invalid.problems().stream().map(Problem::toString).toList()
        : List.of();
  }
}

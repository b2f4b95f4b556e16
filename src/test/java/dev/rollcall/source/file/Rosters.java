package dev.rollcall.source.file;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.Problem;
import dev.rollcall.source.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads the text of a file named {@code p} for the tests. */
final class Rosters {

  private Rosters() {}

  static Reading<Roster> read(String text, CheckSettings defaults, Optional<String> nodeId) {
    return read(text.getBytes(StandardCharsets.UTF_8), defaults, nodeId);
  }

  static Reading<Roster> read(byte[] bytes, CheckSettings defaults, Optional<String> nodeId) {
    return PeersFile.read("p", bytes, defaults, nodeId);
  }

  static Roster accepted(String text) {
    return accepted(read(text, CheckSettings.DEFAULTS, Optional.empty()));
  }

  static Roster accepted(Reading<Roster> reading) {
    if (reading instanceof Reading.Accepted<Roster> accepted) {
      return accepted.value();
    }
    throw new AssertionError("refused: " + refused(reading));
  }

  /** What is told, a line each; nothing if it was accepted. */
  static List<String> refused(String text) {
    return refused(read(text, CheckSettings.DEFAULTS, Optional.empty()));
  }

  static List<String> refused(Reading<Roster> reading) {
    return reading instanceof Reading.Refused<Roster> refused
        ? refused.problems().stream().map(Problem::toString).toList()
        : List.of();
  }
}

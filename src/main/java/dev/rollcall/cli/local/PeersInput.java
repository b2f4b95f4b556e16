package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.file.PeersFile;
import dev.rollcall.source.file.TextFile;
import dev.rollcall.source.roster.check.CheckDefaults;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a list of peers that is a command's argument. The settings of a node are not read, so any
 * name of a TLS configuration is accepted.
 *
 * @param name a path, or {@value #STANDARD_INPUT}
 */
record PeersInput(String name) {

  /** The argument for standard input. */
  static final String STANDARD_INPUT = "-";

  /** Its name in messages. */
  String displayName() {
    return name.equals(STANDARD_INPUT) ? "stdin" : name;
  }

  /** The list, or all its problems. */
  ParseResult<Roster> read(Console console, Optional<String> nodeId) {
    if (name.equals(STANDARD_INPUT)) {
      return TextFile.read(displayName(), console.in())
          .flatMap(text -> PeersFile.read(displayName(), text, CheckDefaults.UNKNOWN_NODE, nodeId));
    }
    try {
      return PeersFile.read(Path.of(name), CheckDefaults.UNKNOWN_NODE, nodeId);
    } catch (InvalidPathException e) {
      return new ParseResult.Invalid<>(
          List.of(new Problem(new SourceLocation.OfName(name), "", "not a valid path")));
    }
  }
}

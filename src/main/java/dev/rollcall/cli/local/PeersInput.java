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
 * A list of peers that a command is given. What the settings of a node add is not at hand, so any
 * TLS configuration may be named.
 *
 * @param name a path, or {@value #STANDARD_INPUT}
 */
record PeersInput(String name) {

  /** Stands for what comes in. */
  static final String STANDARD_INPUT = "-";

  /** As messages call it. */
  String displayName() {
    return name.equals(STANDARD_INPUT) ? "stdin" : name;
  }

  /** The whole list, or all that is wrong with it. */
  ParseResult<Roster> read(Console console, Optional<String> nodeId) {
    if (name.equals(STANDARD_INPUT)) {
      return TextFile.read(displayName(), console.in())
          .flatMap(text -> PeersFile.read(displayName(), text, CheckDefaults.UNKNOWN_NODE, nodeId));
    }
    try {
      return PeersFile.read(Path.of(name), CheckDefaults.UNKNOWN_NODE, nodeId);
    } catch (InvalidPathException e) {
      return new ParseResult.Invalid<>(
          List.of(new Problem(new SourceLocation.OfName(name), "", "this cannot be a path")));
    }
  }
}

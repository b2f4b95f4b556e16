package dev.rollcall.source.launcher;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a host file that a variable names, line by line. */
final class HostFile {

  private HostFile() {}

  /** Collects the hosts of a file; each is one node, however often it is repeated. */
  interface Hosts {

    /**
     * Reads the next line; a problem is reported.
     *
     * @param number of the line, from 1
     */
    void add(String file, int number, String line);

    /** How many there are at most. */
    int size();

    /** In the order of their first lines. */
    List<LaunchedNode> nodes();
  }

  static LaunchedNodes read(VariableReader variables, String variable, Hosts hosts) {
    String file = variables.get(variable).orElse("");
    SourceLocation listLocation = new SourceLocation.OfName(variable);
    Optional<String> text = text(variables, variable, file);
    if (text.isEmpty()) {
      return LaunchedNodes.none(listLocation);
    }
    Iterator<String> lines = text.get().lines().iterator();
    // One more than the limit is enough for the problem to be reported.
    for (int number = 1; lines.hasNext() && hosts.size() <= Roster.MAX_MEMBERS; number++) {
      hosts.add(file, number, lines.next());
    }
    List<LaunchedNode> nodes = hosts.nodes();
    if (nodes.isEmpty() && variables.problems().isEmpty()) {
      variables.reject(variable, "%s has no hosts; expected one per line".formatted(file));
    }
    return new LaunchedNodes(listLocation, nodes, OptionalInt.empty());
  }

  private static Optional<String> text(VariableReader variables, String variable, String file) {
    try {
      ParseResult<String> result = variables.environment().files().apply(Path.of(file));
      if (result instanceof Valid<String> valid) {
        return Optional.of(valid.value());
      }
      List<Problem> problems = ((Invalid<String>) result).problems();
      problems.forEach(problem -> variables.reject(variable, problem.toString()));
    } catch (InvalidPathException e) {
      variables.reject(variable, "the value is not a valid path");
    }
    return Optional.empty();
  }
}

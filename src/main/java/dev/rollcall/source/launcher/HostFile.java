package dev.rollcall.source.launcher;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;

/** Reads a host file that a variable names: one host per line; a repeated host is the same node. */
final class HostFile {

  private HostFile() {}

  /** Reads one line; empty if it has no host, and, with a problem reported, if it is invalid. */
  interface Line {
    Optional<LaunchedNode> read(SourceLocation location, String line);
  }

  /**
   * The hosts in the order of their first lines.
   *
   * @param join merges two lines of the same host
   */
  static LaunchedNodes read(
      VariableReader variables, String variable, Line line, BinaryOperator<LaunchedNode> join) {
    String file = variables.get(variable).orElse("");
    SourceLocation listLocation = new SourceLocation.OfName(variable);
    Optional<String> text = text(variables, variable, file);
    if (text.isEmpty()) {
      return LaunchedNodes.none(listLocation);
    }
    Map<String, LaunchedNode> nodes = new LinkedHashMap<>();
    Iterator<String> lines = text.get().lines().iterator();
    // One more than the limit is enough for the problem to be reported.
    for (int number = 1; lines.hasNext() && nodes.size() <= Roster.MAX_MEMBERS; number++) {
      String next = lines.next();
      SourceLocation.InFile location = new SourceLocation.InFile(file, number, columnOf(next));
      line.read(location, next.strip())
          .ifPresent(node -> nodes.merge(node.host().toLowerCase(Locale.ROOT), node, join));
    }
    if (nodes.isEmpty() && variables.problems().isEmpty()) {
      variables.reject(variable, "%s has no hosts; expected one per line".formatted(file));
    }
    return new LaunchedNodes(listLocation, new ArrayList<>(nodes.values()), OptionalInt.empty());
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

  private static int columnOf(String line) {
    String stripped = line.stripLeading();
    return line.codePointCount(0, line.length() - stripped.length()) + 1;
  }
}

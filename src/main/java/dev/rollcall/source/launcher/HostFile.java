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

/** A file that a variable names: one host a line, the same host again being the same node. */
final class HostFile {

  private HostFile() {}

  /** What one line says of a host; empty if it says nothing, or nothing that is right. */
  interface Line {
    Optional<LaunchedNode> read(SourceLocation place, String line);
  }

  /**
   * The hosts in the order in which they first come.
   *
   * @param join makes one of what two lines say of one host
   */
  static LaunchedNodes read(
      VariableReader variables, String variable, Line line, BinaryOperator<LaunchedNode> join) {
    String file = variables.get(variable).orElse("");
    SourceLocation whole = new SourceLocation.OfName(variable);
    Optional<String> text = text(variables, variable, file);
    if (text.isEmpty()) {
      return LaunchedNodes.none(whole);
    }
    Map<String, LaunchedNode> nodes = new LinkedHashMap<>();
    Iterator<String> lines = text.get().lines().iterator();
    // One more than the limit is enough to be told.
    for (int number = 1; lines.hasNext() && nodes.size() <= Roster.MAX_MEMBERS; number++) {
      String next = lines.next();
      SourceLocation.InFile place = new SourceLocation.InFile(file, number, columnOf(next));
      line.read(place, next.strip())
          .ifPresent(node -> nodes.merge(node.host().toLowerCase(Locale.ROOT), node, join));
    }
    if (nodes.isEmpty() && variables.problems().isEmpty()) {
      variables.reject(variable, "%s lists no host; expected one a line".formatted(file));
    }
    return new LaunchedNodes(whole, new ArrayList<>(nodes.values()), OptionalInt.empty());
  }

  private static Optional<String> text(VariableReader variables, String variable, String file) {
    try {
      ParseResult<String> reading = variables.environment().files().apply(Path.of(file));
      if (reading instanceof Valid<String> accepted) {
        return Optional.of(accepted.value());
      }
      List<Problem> problems = ((Invalid<String>) reading).problems();
      problems.forEach(problem -> variables.reject(variable, problem.toString()));
    } catch (InvalidPathException e) {
      variables.reject(variable, "the value cannot be a path");
    }
    return Optional.empty();
  }

  private static int columnOf(String line) {
    String stripped = line.stripLeading();
    return line.codePointCount(0, line.length() - stripped.length()) + 1;
  }
}

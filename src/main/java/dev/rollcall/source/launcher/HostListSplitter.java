package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.SeparatedList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Splits a list of hosts in one variable. Blank entries are reported and keep their position. */
final class HostListSplitter {

  private HostListSplitter() {}

  /**
   * The hosts between the separators. A last separator ends the list, unless the launcher counts
   * one more host.
   *
   * @param counter the variable with the number of hosts, if there is one
   * @param kind the name of an entry's position in messages, such as {@code rank}
   * @param expected what an entry should be, for a message
   */
  static LaunchedNodes split(
      VariableReader variables,
      String variable,
      char separator,
      Optional<String> counter,
      String kind,
      String expected) {
    String text = variables.get(variable).orElse("");
    OptionalInt count =
        counter.flatMap(variables::get).map(VariableReader::integer).orElse(OptionalInt.empty());
    List<String> hosts =
        count.isPresent()
            ? SeparatedList.split(text, separator, count.getAsInt())
            : SeparatedList.split(text, separator);
    return of(variables, variable, hosts, kind, expected);
  }

  /** As {@link #split}, for a list that is split already. */
  static LaunchedNodes of(
      VariableReader variables, String variable, List<String> hosts, String kind, String expected) {
    List<LaunchedNode> nodes = new ArrayList<>(hosts.size());
    for (int i = 0; i < hosts.size(); i++) {
      String host = hosts.get(i).strip();
      if (host.isEmpty()) {
        variables.reject(variable, "%s %d is blank; expected %s".formatted(kind, i, expected));
      }
      nodes.add(LaunchedNode.onHost(entryLocation(variable, i), host));
    }
    return new LaunchedNodes(new SourceLocation.OfName(variable), nodes, OptionalInt.empty());
  }

  static SourceLocation entryLocation(String variable, int index) {
    return new SourceLocation.OfName("%s[%d]".formatted(variable, index));
  }
}

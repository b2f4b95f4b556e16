package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringTokenizer;

/** LSF: hosts with their slots; or, in the older form, each host once for each of its slots. */
final class Lsf implements Launcher {

  private static final String COUNTED = "LSB_MCPU_HOSTS";
  private static final String REPEATED = "LSB_HOSTS";

  @Override
  public String name() {
    return "lsf";
  }

  @Override
  public String expected() {
    return COUNTED + " or " + REPEATED;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(COUNTED) || environment.has(REPEATED);
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    return variables.environment().has(COUNTED) ? counted(variables) : repeated(variables);
  }

  private static LaunchedNodes counted(VariableReader variables) {
    StringTokenizer words = new StringTokenizer(variables.text(COUNTED).orElse(""));
    List<LaunchedNode> nodes = new ArrayList<>();
    while (words.hasMoreTokens()) {
      String host = words.nextToken();
      String slots = words.hasMoreTokens() ? words.nextToken() : "";
      SourceLocation place = HostListSplitter.place(COUNTED, nodes.size());
      if (VariableReader.whole(slots).isEmpty()) {
        variables.refuse(
            place,
            "expected the number of slots after '%s', found '%s'"
                .formatted(PrintableText.printable(host), PrintableText.printable(slots)));
      }
      nodes.add(LaunchedNode.on(place, host).labelled("slots", slots));
    }
    return new LaunchedNodes(new SourceLocation.OfName(COUNTED), nodes, OptionalInt.empty());
  }

  private static LaunchedNodes repeated(VariableReader variables) {
    Map<String, Integer> slots = new LinkedHashMap<>();
    StringTokenizer words = new StringTokenizer(variables.text(REPEATED).orElse(""));
    while (words.hasMoreTokens()) {
      slots.merge(words.nextToken(), 1, Integer::sum);
    }
    List<LaunchedNode> nodes = new ArrayList<>(slots.size());
    slots.forEach(
        (host, count) ->
            nodes.add(
                LaunchedNode.on(HostListSplitter.place(REPEATED, nodes.size()), host)
                    .labelled("slots", count.toString())));
    return new LaunchedNodes(new SourceLocation.OfName(REPEATED), nodes, OptionalInt.empty());
  }
}

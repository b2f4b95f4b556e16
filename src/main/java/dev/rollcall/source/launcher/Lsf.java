package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringTokenizer;

/** Reads the hosts of an LSF job: with their slots, or, in the older form, once for each slot. */
final class Lsf implements Launcher {

  private static final String HOSTS_WITH_SLOTS = "LSB_MCPU_HOSTS";
  private static final String REPEATED_HOSTS = "LSB_HOSTS";

  @Override
  public String name() {
    return "lsf";
  }

  @Override
  public String variables() {
    return HOSTS_WITH_SLOTS + " or " + REPEATED_HOSTS;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(HOSTS_WITH_SLOTS) || environment.has(REPEATED_HOSTS);
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    return variables.environment().has(HOSTS_WITH_SLOTS)
        ? hostsWithSlots(variables)
        : repeatedHosts(variables);
  }

  private static LaunchedNodes hostsWithSlots(VariableReader variables) {
    StringTokenizer tokens = new StringTokenizer(variables.get(HOSTS_WITH_SLOTS).orElse(""));
    List<LaunchedNode> nodes = new ArrayList<>();
    while (tokens.hasMoreTokens()) {
      String host = tokens.nextToken();
      String slots = tokens.hasMoreTokens() ? tokens.nextToken() : "";
      SourceLocation location = HostListSplitter.entryLocation(HOSTS_WITH_SLOTS, nodes.size());
      if (VariableReader.integer(slots).isEmpty()) {
        variables.reject(
            location,
            "expected the number of slots after '%s', found '%s'"
                .formatted(PrintableText.printable(host), PrintableText.printable(slots)));
      }
      nodes.add(LaunchedNode.onHost(location, host).withLabel("slots", slots));
    }
    return new LaunchedNodes(
        new SourceLocation.OfName(HOSTS_WITH_SLOTS), nodes, OptionalInt.empty());
  }

  private static LaunchedNodes repeatedHosts(VariableReader variables) {
    Map<String, Integer> slots = new LinkedHashMap<>();
    StringTokenizer tokens = new StringTokenizer(variables.get(REPEATED_HOSTS).orElse(""));
    while (tokens.hasMoreTokens()) {
      slots.merge(tokens.nextToken(), 1, Integer::sum);
    }
    List<LaunchedNode> nodes = new ArrayList<>(slots.size());
    slots.forEach(
        (host, count) ->
            nodes.add(
                LaunchedNode.onHost(
                        HostListSplitter.entryLocation(REPEATED_HOSTS, nodes.size()), host)
                    .withLabel("slots", count.toString())));
    return new LaunchedNodes(new SourceLocation.OfName(REPEATED_HOSTS), nodes, OptionalInt.empty());
  }
}

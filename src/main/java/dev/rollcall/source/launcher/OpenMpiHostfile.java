package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects the hosts of an Open MPI host file, as its parser reads them: {@code host slots=N
 * max_slots=M}, {@code user@host}, {@code ^host} to leave one out, and the lines of a rank file. A
 * host that is repeated has one slot more.
 *
 * @see <a href="https://github.com/open-mpi/ompi/blob/v4.1.x/orte/util/hostfile/hostfile.c">the
 *     parser</a>
 */
final class OpenMpiHostfile implements HostFile.Hosts {

  private static final String SLOTS = "slots";
  private static final String RANK = "rank";
  private static final Pattern MPICH = Pattern.compile("([^:\\[]+|\\[.+]):([0-9]+)");

  private final OpenMpiTokens tokens = new OpenMpiTokens();
  private final VariableReader variables;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Set<String> excluded = new HashSet<>();

  OpenMpiHostfile(VariableReader variables) {
    this.variables = variables;
  }

  /** A host while its lines are read. */
  private static final class Host {
    final SourceLocation location;
    final String name;
    int slots;
    boolean hasSlots;

    Host(SourceLocation location, String name) {
      this.location = location;
      this.name = name;
    }

    void addSlot() {
      hasSlots = hasSlots || slots > 0;
      slots++;
    }

    Optional<String> setSlots(int number) {
      if (hasSlots) {
        return Optional.of(
            "the slots of '%s' are already given at %s; expected them in one line"
                .formatted(PrintableText.printable(name), location));
      }
      slots = number;
      hasSlots = true;
      return Optional.empty();
    }

    Optional<String> mistakeOfMax(String attribute, int max) {
      return max < slots
          ? Optional.of("'%s' is less than its slots (%d)".formatted(attribute, slots))
          : Optional.empty();
    }

    /** A maximum alone is the number of slots as well. */
    void setDefaultSlots(int max) {
      if (max > 0 && !hasSlots) {
        slots = max;
        hasSlots = true;
      }
    }

    LaunchedNode node() {
      LaunchedNode node = LaunchedNode.onHost(location, name);
      return hasSlots ? node.withLabel(SLOTS, Integer.toString(slots)) : node;
    }
  }

  @Override
  public void add(String file, int number, String line) {
    for (OpenMpiTokens.Statement statement : tokens.next(line)) {
      add(new SourceLocation.InFile(file, number, statement.column()), statement.tokens());
    }
  }

  private void add(SourceLocation location, List<String> words) {
    String first = words.get(0);
    boolean isRank = first.equals(RANK);
    int host = isRank ? words.indexOf(OpenMpiTokens.EQUAL) + 1 : 0;
    boolean isMissing = (isRank && host == 0) || host == words.size();
    if (isMissing || OpenMpiAttribute.isKeyword(words.get(host))) {
      variables.reject(location, OpenMpiAttribute.notTheForm(String.join(" ", words)));
    } else if (first.startsWith("+")) {
      variables.reject(
          location,
          "'%s' is a relative host, which needs an allocation; expected a host"
              .formatted(PrintableText.printable(first)));
    } else if (first.startsWith("^")) {
      excluded.add(withoutUser(first.substring(1)));
    } else {
      addHost(location, withoutUser(words.get(host)), words.subList(1, words.size()), isRank);
    }
  }

  private void addHost(
      SourceLocation location, String name, List<String> attributes, boolean isRank) {
    Matcher mpich = MPICH.matcher(name);
    if (mpich.matches()) {
      String bare = mpich.group(1).replaceAll("[\\[\\]]", "");
      variables.reject(
          location,
          "'%s' is the form of MPICH (host:processes); expected Open MPI's, '%s slots=%s'"
              .formatted(
                  PrintableText.printable(name), PrintableText.printable(bare), mpich.group(2)));
      return;
    }
    Host host = hosts.computeIfAbsent(name, unused -> new Host(location, name));
    host.addSlot();
    if (isRank) {
      host.hasSlots = true;
    } else {
      addAttributes(location, host, attributes);
    }
  }

  private void addAttributes(SourceLocation location, Host host, List<String> words) {
    int max = 0;
    for (OpenMpiAttribute attribute : OpenMpiAttribute.of(words)) {
      Optional<String> problem = attribute.problem();
      if (problem.isEmpty() && attribute.isSlots()) {
        problem = host.setSlots(attribute.number());
      } else if (problem.isEmpty() && attribute.isMaxSlots()) {
        max = attribute.number();
        problem = host.mistakeOfMax(attribute.toString(), max);
      }
      if (problem.isPresent()) {
        variables.reject(location, problem.get());
        return;
      }
    }
    host.setDefaultSlots(max);
  }

  private static String withoutUser(String host) {
    return host.substring(host.lastIndexOf('@') + 1);
  }

  @Override
  public int size() {
    return hosts.size();
  }

  /** Names that differ in case only are one host. */
  @Override
  public List<LaunchedNode> nodes() {
    Map<String, LaunchedNode> nodes = new LinkedHashMap<>();
    hosts.values().stream()
        .filter(host -> !excluded.contains(host.name))
        .forEach(
            host ->
                nodes.merge(
                    host.name.toLowerCase(Locale.ROOT), host.node(), OpenMpiHostfile::addSlots));
    return List.copyOf(nodes.values());
  }

  private static LaunchedNode addSlots(LaunchedNode first, LaunchedNode again) {
    return first.withLabel(SLOTS, Long.toString(slots(first) + slots(again)));
  }

  private static long slots(LaunchedNode node) {
    return Long.parseLong(node.labels().getOrDefault(SLOTS, "1"));
  }
}

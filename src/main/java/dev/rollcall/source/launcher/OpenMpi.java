package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringTokenizer;

/** Reads an Open MPI host file: {@code host [slots=N] [max_slots=M]}, {@code #} for comments. */
final class OpenMpi implements Launcher {

  static final String NAME = "openmpi";

  /** Open MPI's own settings come first; dstack writes a file in the same format. */
  static final List<String> FILES =
      List.of(
          "OMPI_MCA_orte_default_hostfile",
          "PRTE_MCA_prte_default_hostfile",
          "DSTACK_MPI_HOSTFILE");

  /** The value that means 'no file' to Open MPI. */
  private static final String NO_FILE = "none";

  private static final String SLOTS = "slots";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String variables() {
    return String.join(" or ", FILES);
  }

  @Override
  public boolean isPresent(Environment environment) {
    return variable(environment).isPresent();
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    String variable = variable(variables.environment()).orElse(FILES.get(0));
    return HostFile.read(
        variables,
        variable,
        (location, line) -> node(variables, location, line),
        OpenMpi::addSlots);
  }

  private static Optional<String> variable(Environment environment) {
    return FILES.stream()
        .filter(name -> environment.get(name).filter(file -> !file.equals(NO_FILE)).isPresent())
        .findFirst();
  }

  private static Optional<LaunchedNode> node(
      VariableReader variables, SourceLocation location, String line) {
    int comment = line.indexOf('#');
    StringTokenizer tokens = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
    if (!tokens.hasMoreTokens()) {
      return Optional.empty();
    }
    LaunchedNode node = LaunchedNode.onHost(location, tokens.nextToken());
    while (tokens.hasMoreTokens()) {
      String token = tokens.nextToken();
      int equals = token.indexOf('=');
      String key = equals < 0 ? token : token.substring(0, equals);
      OptionalInt number = VariableReader.integer(token.substring(equals + 1));
      boolean known = key.equals(SLOTS) || key.equals("max_slots") || key.equals("max-slots");
      if (!known || number.isEmpty()) {
        variables.reject(
            location,
            "expected 'host slots=N max_slots=M', found '%s'"
                .formatted(PrintableText.printable(token)));
        return Optional.empty();
      }
      if (key.equals(SLOTS)) {
        node = node.withLabel(SLOTS, Integer.toString(number.getAsInt()));
      }
    }
    return Optional.of(node);
  }

  /** Adds up the slots of a repeated host, as Open MPI does. */
  private static LaunchedNode addSlots(LaunchedNode first, LaunchedNode again) {
    long slots = slots(first) + slots(again);
    return slots == 0 ? first : first.withLabel(SLOTS, Long.toString(slots));
  }

  private static long slots(LaunchedNode node) {
    return Long.parseLong(node.labels().getOrDefault(SLOTS, "0"));
  }
}

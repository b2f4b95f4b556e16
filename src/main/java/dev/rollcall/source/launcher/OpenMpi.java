package dev.rollcall.source.launcher;

import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringTokenizer;

/** An Open MPI hostfile: {@code host [slots=N] [max_slots=M]}, with {@code #} before comments. */
final class OpenMpi implements Launcher {

  static final String NAME = "openmpi";

  /** Open MPI's own settings come first; dstack writes a file in the same form. */
  static final List<String> FILES =
      List.of(
          "OMPI_MCA_orte_default_hostfile",
          "PRTE_MCA_prte_default_hostfile",
          "DSTACK_MPI_HOSTFILE");

  /** What Open MPI takes for 'no file'. */
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
        variables, variable, (place, line) -> node(variables, place, line), OpenMpi::addSlots);
  }

  private static Optional<String> variable(Environment environment) {
    return FILES.stream()
        .filter(name -> environment.get(name).filter(file -> !file.equals(NO_FILE)).isPresent())
        .findFirst();
  }

  private static Optional<LaunchedNode> node(
      VariableReader variables, SourceLocation place, String line) {
    int comment = line.indexOf('#');
    StringTokenizer words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
    if (!words.hasMoreTokens()) {
      return Optional.empty();
    }
    LaunchedNode node = LaunchedNode.onHost(place, words.nextToken());
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      OptionalInt number = VariableReader.integer(word.substring(equals + 1));
      boolean known = key.equals(SLOTS) || key.equals("max_slots") || key.equals("max-slots");
      if (!known || number.isEmpty()) {
        variables.reject(
            place,
            "expected 'host slots=N max_slots=M', found '%s'"
                .formatted(PrintableText.printable(word)));
        return Optional.empty();
      }
      if (key.equals(SLOTS)) {
        node = node.withLabel(SLOTS, Integer.toString(number.getAsInt()));
      }
    }
    return Optional.of(node);
  }

  /** Open MPI, too, adds up the slots of a host that is there again. */
  private static LaunchedNode addSlots(LaunchedNode first, LaunchedNode again) {
    long slots = slots(first) + slots(again);
    return slots == 0 ? first : first.withLabel(SLOTS, Long.toString(slots));
  }

  private static long slots(LaunchedNode node) {
    return Long.parseLong(node.labels().getOrDefault(SLOTS, "0"));
  }
}

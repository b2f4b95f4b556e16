package dev.rollcall.source.launcher;

import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Reads TensorFlow's {@code TF_CONFIG}: tasks with their ports, as lists or, in the sparse form, as
 * mappings by index. Several may share a host, so a task's id is its type and index.
 */
final class TensorFlow implements Launcher {

  private static final String CONFIG = "TF_CONFIG";
  private static final SourceLocation WHOLE = new SourceLocation.OfName(CONFIG);
  private static final String FORM =
      "JSON such as {\"cluster\":{\"worker\":[\"host:port\"]},\"task\":{\"type\":\"worker\",\"index\":0}}";

  /** A task type that evaluates the cluster's results and need not be listed in it. */
  private static final String EVALUATOR = "evaluator";

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public String variables() {
    return CONFIG;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(CONFIG);
  }

  /** Some set it for every job, and leave the cluster of one without others empty. */
  @Override
  public boolean isEmpty(Environment environment) {
    return JsonVariable.read(new VariableReader(environment), CONFIG, FORM)
        .filter(json -> JsonVariable.isEmpty(json) || hasNoTasks(json))
        .isPresent();
  }

  private static boolean hasNoTasks(DocumentValue json) {
    if (!(json instanceof DocumentValue.Mapping)) {
      return false;
    }
    DocumentValue cluster = child(json, "cluster").orElse(new DocumentValue.Null(WHOLE));
    return JsonVariable.isEmpty(cluster)
        || (cluster instanceof DocumentValue.Mapping types
            && types.entries().stream().allMatch(type -> JsonVariable.isEmpty(type.value())));
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    Optional<DocumentValue> json = JsonVariable.read(variables, CONFIG, FORM);
    if (json.isEmpty()) {
      return LaunchedNodes.none(WHOLE);
    }
    DocumentValue cluster = child(json.get(), "cluster").orElse(new DocumentValue.Null(WHOLE));
    if (!(cluster instanceof DocumentValue.Mapping types)) {
      variables.reject(CONFIG, "has no 'cluster' with the tasks; expected " + FORM);
      return LaunchedNodes.none(WHOLE);
    }
    List<LaunchedNode> nodes = new ArrayList<>();
    types.entries().forEach(type -> nodes.addAll(tasks(variables, type)));
    return new LaunchedNodes(WHOLE, nodes, self(variables, child(json.get(), "task"), nodes));
  }

  private static List<LaunchedNode> tasks(
      VariableReader variables, DocumentValue.MappingEntry type) {
    String name = type.key();
    if (type.value() instanceof DocumentValue.Mapping sparse) {
      return sparse.entries().stream()
          .flatMap(entry -> sparseTask(variables, name, entry).stream())
          .toList();
    }
    if (!(type.value() instanceof DocumentValue.Sequence list)) {
      variables.reject(
          CONFIG,
          "cluster.%s: expected a list of host:port, found %s"
              .formatted(PrintableText.printable(name), type.value().describe()));
      return List.of();
    }
    return IntStream.range(0, list.items().size())
        .mapToObj(i -> task(variables, name, i, list.items().get(i)))
        .toList();
  }

  /** An entry of the sparse form, a mapping by index. */
  private static Optional<LaunchedNode> sparseTask(
      VariableReader variables, String type, DocumentValue.MappingEntry entry) {
    OptionalInt index = VariableReader.integer(entry.key().strip());
    if (index.isEmpty()) {
      variables.reject(
          CONFIG,
          "cluster.%s: expected the index of a task, such as 0, found '%s'"
              .formatted(PrintableText.printable(type), PrintableText.printable(entry.key())));
      return Optional.empty();
    }
    return Optional.of(task(variables, type, index.getAsInt(), entry.value()));
  }

  private static LaunchedNode task(
      VariableReader variables, String type, int index, DocumentValue value) {
    SourceLocation location =
        new SourceLocation.OfName(
            "%s.cluster.%s[%d]".formatted(CONFIG, PrintableText.printable(type), index));
    String address = value instanceof DocumentValue.Scalar text ? text.text() : "";
    if (address.isBlank()) {
      variables.reject(location, "expected host:port, found " + value.describe());
    }
    return LaunchedNode.atAddress(location, type + "-" + index, address.strip())
        .withLabel("task", type)
        .withLabel("index", Integer.toString(index));
  }

  private static OptionalInt self(
      VariableReader variables, Optional<DocumentValue> task, List<LaunchedNode> nodes) {
    if (task.isEmpty()) {
      return OptionalInt.empty();
    }
    Optional<String> type = child(task.get(), "type").flatMap(TensorFlow::scalarText);
    Optional<String> index = child(task.get(), "index").flatMap(TensorFlow::scalarText);
    if (type.isEmpty() && index.isEmpty()) {
      return OptionalInt.empty();
    }
    String id = type.orElse("?") + "-" + index.orElse("?");
    OptionalInt found =
        IntStream.range(0, nodes.size())
            .filter(i -> nodes.get(i).id().equals(Optional.of(id)))
            .findFirst();
    if (found.isEmpty() && !type.equals(Optional.of(EVALUATOR))) {
      variables.reject(
          CONFIG,
          "task is '%s', which is not one of the %d tasks of the cluster"
              .formatted(PrintableText.printable(id), nodes.size()));
    }
    return found;
  }

  private static Optional<DocumentValue> child(DocumentValue value, String key) {
    return value instanceof DocumentValue.Mapping mapping
        ? mapping.entries().stream()
            .filter(entry -> entry.key().equals(key))
            .map(DocumentValue.MappingEntry::value)
            .findFirst()
        : Optional.empty();
  }

  private static Optional<String> scalarText(DocumentValue value) {
    return value instanceof DocumentValue.Scalar text ? Optional.of(text.text()) : Optional.empty();
  }
}

package dev.rollcall.source.launcher;

import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the hosts of a SageMaker training job: a JSON list of host names. */
final class SageMaker implements Launcher {

  private static final String LIST = "SM_HOSTS";
  private static final String OWN_NAME = "SM_CURRENT_HOST";
  private static final String FORM = "a JSON list such as [\"algo-1\",\"algo-2\"]";

  @Override
  public String name() {
    return "sagemaker";
  }

  @Override
  public String variables() {
    return LIST;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(LIST);
  }

  @Override
  public boolean isEmpty(Environment environment) {
    return JsonVariable.read(new VariableReader(environment), LIST, FORM)
        .filter(JsonVariable::isEmpty)
        .isPresent();
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    Optional<DocumentValue> json = JsonVariable.read(variables, LIST, FORM);
    if (json.isEmpty()) {
      return LaunchedNodes.none(new SourceLocation.OfName(LIST));
    }
    if (!(json.get() instanceof DocumentValue.Sequence list)) {
      variables.reject(LIST, "expected %s, found %s".formatted(FORM, json.get().describe()));
      return LaunchedNodes.none(json.get().location());
    }
    List<String> hosts = new ArrayList<>(list.items().size());
    for (DocumentValue item : list.items()) {
      if (item instanceof DocumentValue.Scalar text && text.quoted()) {
        hosts.add(text.text());
      } else {
        variables.reject(
            LIST,
            "entry %d: expected a host name, found %s".formatted(hosts.size(), item.describe()));
        return LaunchedNodes.none(list.location());
      }
    }
    LaunchedNodes nodes = HostListSplitter.of(variables, LIST, hosts, "entry", "a host name");
    return nodes.withSelf(self(variables, nodes));
  }

  private static OptionalInt self(VariableReader variables, LaunchedNodes nodes) {
    Optional<String> name = variables.get(OWN_NAME);
    if (name.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt index = nodes.indexOf(name.get());
    if (index.isEmpty()) {
      variables.reject(
          OWN_NAME,
          "'%s' is not one of the %d hosts in %s"
              .formatted(PrintableText.printable(name.get()), nodes.nodes().size(), LIST));
    }
    return index;
  }
}

package dev.rollcall.source.launcher;

import java.util.Optional;

/** PBS: a file with one host a line, each as often as it has slots. */
final class Pbs implements Launcher {

  private static final String FILE = "PBS_NODEFILE";

  @Override
  public String name() {
    return "pbs";
  }

  @Override
  public String variables() {
    return FILE;
  }

  @Override
  public boolean isPresent(Environment environment) {
    return environment.has(FILE);
  }

  @Override
  public LaunchedNodes read(VariableReader variables) {
    return HostFile.read(
        variables,
        FILE,
        (place, line) ->
            line.isEmpty() ? Optional.empty() : Optional.of(LaunchedNode.onHost(place, line)),
        (first, again) -> first);
  }
}

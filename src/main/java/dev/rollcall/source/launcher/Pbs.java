package dev.rollcall.source.launcher;

import java.util.Optional;

/** Reads the node file of a PBS job: one host per line, repeated for each of its slots. */
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
        (location, line) ->
            line.isEmpty() ? Optional.empty() : Optional.of(LaunchedNode.onHost(location, line)),
        (first, again) -> first);
  }
}

package dev.rollcall.source.launcher;

import java.util.List;
import java.util.Optional;

/** Finds Open MPI's host file, or one in the same format. */
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
    return HostFile.read(variables, variable, new OpenMpiHostfile(variables));
  }

  private static Optional<String> variable(Environment environment) {
    return FILES.stream()
        .filter(name -> environment.get(name).filter(file -> !file.equals(NO_FILE)).isPresent())
        .findFirst();
  }
}

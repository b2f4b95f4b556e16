package dev.rollcall.source.launcher;

/** Adapter for one launcher: detects and reads its list of nodes in the environment. */
interface Launcher {

  /** The value of {@code rollcall.launcher} that selects it. */
  String name();

  /** The names of the variables with the list, for a message. */
  String variables();

  /** Whether there is a list of nodes; other variables of the launcher do not count. */
  boolean isPresent(Environment environment);

  /** Whether the list that is present has no nodes; then it does not count unless it is named. */
  default boolean isEmpty(Environment environment) {
    return false;
  }

  /**
   * Reads the list; called only if it is present. Problems are reported to the variables; the hosts
   * themselves are validated later.
   */
  LaunchedNodes read(VariableReader variables);
}

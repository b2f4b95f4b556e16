package dev.rollcall.source.launcher;

/** What one launcher leaves in the environment, and how to read it. */
interface Launcher {

  /** As {@code rollcall.launcher} names it. */
  String name();

  /** The variables without which there is no list, for a message. */
  String variables();

  /** Whether there is a list of nodes; never because of variables that say nothing of nodes. */
  boolean isPresent(Environment environment);

  /**
   * Reads the list; asked only where it is present. What is wrong is told to the variables; the
   * hosts themselves need not be checked.
   */
  LaunchedNodes read(VariableReader variables);
}

package dev.rollcall.source.launcher.hostlist;

/** Thrown for an expression that is not a host list, or expands to too many hosts. */
public final class MalformedHostListException extends Exception {

  private static final long serialVersionUID = 1;

  private final String message;

  MalformedHostListException(String problem) {
    super(problem);
    this.message = problem;
  }

  /** For the user. */
  public String message() {
    return message;
  }
}

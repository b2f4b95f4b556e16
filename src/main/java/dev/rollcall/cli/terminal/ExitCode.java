package dev.rollcall.cli.terminal;

/** Exit codes of the commands; {@code check} and {@code exec} have their own. */
public final class ExitCode {

  /** Success. */
  public static final int OK = 0;

  /** The command ran, and its result is negative: too few peers, or problems in a file. */
  public static final int FAILED = 1;

  /** The command line is invalid. */
  public static final int USAGE = 2;

  /** The server did not answer, is not a Rollcall, or rejected the request. */
  public static final int UNAVAILABLE = 3;

  /** The output was closed: 128 plus SIGPIPE, as shells report it. */
  public static final int CLOSED_PIPE = 141;

  private ExitCode() {}
}

package dev.rollcall.cli.terminal;

/** What the commands end with. {@code check} and {@code exec} have codes of their own. */
public final class ExitCode {

  /** What was asked for is so. */
  public static final int OK = 0;

  /** It is not: too few peers, or problems in a file. */
  public static final int FAILED = 1;

  /** The command line makes no sense. */
  public static final int USAGE = 2;

  /** No answer: nothing listens there, it is no Rollcall, or it refuses. */
  public static final int UNAVAILABLE = 3;

  /** What a shell says of a program that a closed pipe has ended: 128 and SIGPIPE. */
  public static final int CLOSED_PIPE = 141;

  private ExitCode() {}
}

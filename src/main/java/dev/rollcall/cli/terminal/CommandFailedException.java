package dev.rollcall.cli.terminal;

import java.util.Optional;

/** Ends a command with a message for the user and an exit code. */
public final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  /**
   * @param message for people: the value, its place and what was expected; may have several lines
   * @param exitCode the exit code of the program
   */
  public CommandFailedException(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** The same message with another exit code. */
  public CommandFailedException withExitCode(int other) {
    return new CommandFailedException(userMessage().orElse(""), other);
  }

  /** The message for the user; empty if nobody reads the output any more. */
  public Optional<String> userMessage() {
    return Optional.ofNullable(getMessage()).filter(message -> !message.isEmpty());
  }

  /** The exit code of the program. */
  public int exitCode() {
    return exitCode;
  }
}

package dev.rollcall.cli.terminal;

import java.util.Optional;

/** Ends a command with a message for the user and an exit code. */
public final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  /**
   * @param message for people: the value, its place and what was expected; may have several lines
   * @param exitCode what the program ends with
   */
  public CommandFailedException(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** The same message with another end. */
  public CommandFailedException withExitCode(int other) {
    return new CommandFailedException(userMessage().orElse(""), other);
  }

  /** What the user is told; empty if there is nobody left to tell. */
  public Optional<String> userMessage() {
    return Optional.ofNullable(getMessage()).filter(message -> !message.isEmpty());
  }

  /** What the program ends with. */
  public int exitCode() {
    return exitCode;
  }
}

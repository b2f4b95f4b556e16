package dev.rollcall.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The standard streams, environment and screen of a command. Output is UTF-8. */
public final class Console {

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Supplier<TerminalCapabilities> screenSupplier;
  private volatile Optional<TerminalCapabilities> screen = Optional.empty();
  private final boolean showsProgress;
  private final Supplier<Optional<String>> outputProblem;

  /**
   * Creates a console whose output fails only if its reader closes it.
   *
   * @param out for the output
   * @param err for errors and progress
   * @param environment the variables
   * @param screenSupplier inspects {@code out}; called at the first use of the screen, and again
   *     after the terminal was resized
   * @param showsProgress whether {@code err} is a terminal
   */
  public Console(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Supplier<TerminalCapabilities> screenSupplier,
      boolean showsProgress) {
    this(in, out, err, environment, screenSupplier, showsProgress, Optional::empty);
  }

  /**
   * @param out for the output
   * @param err for errors and progress
   * @param environment the variables
   * @param screenSupplier as above
   * @param showsProgress whether {@code err} is a terminal
   * @param outputProblem why {@code out} cannot be written; empty if nobody reads it any more
   */
  public Console(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Supplier<TerminalCapabilities> screenSupplier,
      boolean showsProgress,
      Supplier<Optional<String>> outputProblem) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
    this.screenSupplier = screenSupplier;
    this.showsProgress = showsProgress;
    this.outputProblem = outputProblem;
  }

  /** The standard input. */
  public InputStream in() {
    return in;
  }

  /** Prints one line of output. */
  public void print(String line) {
    out.println(line);
    requireWritten();
  }

  /** Prints output without a line break. */
  public void write(String text) {
    out.print(text);
    out.flush();
    requireWritten();
  }

  /** Prints output while the process exits; a closed output is ignored. */
  public void writeOnExit(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints one line for people to the standard error. */
  public void printError(String line) {
    err.println(line);
  }

  /** Prints text without a line break to the standard error, such as a line to be overwritten. */
  public void writeError(String text) {
    err.print(text);
    err.flush();
  }

  /** As much of the line as fits the screen. */
  public String truncate(String line) {
    return screen().truncate(line);
  }

  /** The stream of {@link #print}. */
  public PrintStream out() {
    return out;
  }

  /** The stream of {@link #printError}. */
  public PrintStream err() {
    return err;
  }

  /** The screen that the output goes to. */
  public TerminalCapabilities screen() {
    if (screen.isEmpty()) {
      refreshScreen();
    }
    return screen.orElseThrow();
  }

  /** Inspects the screen again, after it was resized. */
  public void refreshScreen() {
    screen = Optional.of(screenSupplier.get());
  }

  /** Whether the standard error is a terminal, so that progress can be shown. */
  public boolean showsProgress() {
    return showsProgress;
  }

  /** An environment variable; an empty one counts as not set. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** All environment variables. */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * Checks that all output was written.
   *
   * @throws CommandFailedException if it was not; without a message if nobody reads it any more, as
   *     with {@code rollcall watch | head -1}
   */
  public void requireWritten() {
    if (out.checkError()) {
      throw outputProblem
          .get()
          .map(problem -> new CommandFailedException(problem, ExitCode.FAILED))
          .orElseGet(() -> new CommandFailedException("", ExitCode.CLOSED_PIPE));
    }
  }
}

package dev.rollcall.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a command reads and prints. What it prints is UTF-8. */
public final class Console {

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Supplier<Screen> screenSupplier;
  private volatile Optional<Screen> screen = Optional.empty();
  private final boolean showsProgress;

  /**
   * @param out for the answer
   * @param err for what goes wrong, and for progress
   * @param environment the variables
   * @param screens says what {@code out} leads to; asked when that is first wanted, and again when
   *     a terminal became larger or smaller
   * @param showsProgress whether {@code err} is a terminal
   */
  public Console(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Supplier<Screen> screens,
      boolean showsProgress) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
    this.screenSupplier = screens;
    this.showsProgress = showsProgress;
  }

  /** The standard input. */
  public InputStream in() {
    return in;
  }

  /** One line of the answer. */
  public void print(String line) {
    out.println(line);
    failIfClosed();
  }

  /** Part of the answer as it is, without a line's end. */
  public void write(String text) {
    out.print(text);
    out.flush();
    failIfClosed();
  }

  /** The last that is written, when the process ends. */
  public void writeOnExit(String text) {
    out.print(text);
    out.flush();
  }

  /** One line for people, beside the answer. */
  public void printError(String line) {
    err.println(line);
  }

  /** Text for people as it is, beside the answer; such as a line that is written over. */
  public void writeError(String text) {
    err.print(text);
    err.flush();
  }

  /** As much of a line as fits the screen. */
  public String truncate(String line) {
    return screen().truncate(line);
  }

  /** The stream of {@link #print}. */
  public PrintStream out() {
    return out;
  }

  /** The stream of {@link #tell}. */
  public PrintStream err() {
    return err;
  }

  /** What the answer is shown on. */
  public Screen screen() {
    if (screen.isEmpty()) {
      refreshScreen();
    }
    return screen.orElseThrow();
  }

  /** Looks again how large the screen is. */
  public void refreshScreen() {
    screen = Optional.of(screenSupplier.get());
  }

  /** Whether a line that changes is seen by somebody. */
  public boolean showsProgress() {
    return showsProgress;
  }

  /** A variable of the environment; one that is set to nothing is not set. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** All variables. */
  public Map<String, String> environment() {
    return environment;
  }

  // Such as `rollcall watch | head -1`: nobody is left to tell.
  private void failIfClosed() {
    if (out.checkError()) {
      throw new CommandFailedException("", ExitCode.CLOSED_PIPE);
    }
  }
}

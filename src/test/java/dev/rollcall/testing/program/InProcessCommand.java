package dev.rollcall.testing.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.cli.Commands;
import dev.rollcall.cli.ServiceRunner;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Runs commands inside the test, without a process; what they print is kept. */
public final class InProcessCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pipe out = new Pipe();
  private final Pipe err = new Pipe();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  /**
   * What came of it.
   *
   * @param code what the process would end with
   * @param out what was printed
   * @param err what was printed on standard error
   */
  public record Result(int code, String out, String err) {

    /** The lines of {@code out}. */
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  private InProcessCommand() {}

  /** The commands themselves. They print nowhere, and must not serve. */
  public static CommandLine commands() {
    return Commands.commandLine(
        console(new Pipe(), new Pipe(), Map.of(), TerminalCapabilities.NONE), new NoService());
  }

  /** Runs a command to its end, its output into a pipe. */
  public static Result run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** The same with these variables. */
  public static Result run(Map<String, String> environment, String... arguments) {
    return start(environment, TerminalCapabilities.NONE, arguments).result();
  }

  /** The same with an output that is looked at. */
  public static Result runOn(TerminalCapabilities screen, String... arguments) {
    return start(Map.of(), screen, arguments).result();
  }

  /** Runs a command that needs a service, with this one in place of the real one. */
  public static Result runWith(ServiceRunner service, String... arguments) {
    InProcessCommand run = new InProcessCommand();
    run.execute(service, Map.of(), TerminalCapabilities.NONE, arguments);
    return run.result();
  }

  /** Starts a command that goes on. It must not serve. */
  public static InProcessCommand start(
      Map<String, String> environment, TerminalCapabilities screen, String... arguments) {
    InProcessCommand run = new InProcessCommand();
    Thread thread =
        new Thread(
            () -> run.execute(new NoService(), environment, screen, arguments), "command-run");
    thread.setDaemon(true);
    thread.start();
    return run;
  }

  /** Runs one whose output nobody reads. */
  public static Result runUnread(Map<String, String> environment, String... arguments) {
    InProcessCommand run = new InProcessCommand();
    run.stopReading();
    run.execute(new NoService(), environment, TerminalCapabilities.NONE, arguments);
    return run.result();
  }

  private void execute(
      ServiceRunner service,
      Map<String, String> environment,
      TerminalCapabilities screen,
      String... arguments) {
    try {
      Console console = console(out, err, environment, screen);
      end.complete(Commands.execute(console, service, arguments));
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  private static Console console(
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      TerminalCapabilities screen) {
    return new Console(
        InputStream.nullInputStream(),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        environment,
        () -> screen,
        screen.isTerminal());
  }

  /** What it has printed so far. */
  public String out() {
    return out.text();
  }

  /** What it has printed on standard error so far. */
  public String err() {
    return err.text();
  }

  /** Reads no more of what it prints, as {@code head} does; what was read so far is kept. */
  public void stopReading() {
    out.isBroken = true;
  }

  /** Waits for its end. */
  public Result result() {
    return new Result(
        end.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join(), out.text(), err.text());
  }

  private static final class NoService implements ServiceRunner {
    @Override
    public void serve(Map<String, String> settings) {
      throw new AssertionError("a service was started, with " + settings);
    }

    @Override
    public void demo(Map<String, String> settings) {
      throw new AssertionError("a demo was started, with " + settings);
    }
  }

  private static final class Pipe extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile boolean isBroken;

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      if (isBroken) {
        throw new IOException("Broken pipe");
      }
      bytes.write(some, from, length);
    }

    String text() {
      return bytes.toString(UTF_8);
    }
  }
}

package dev.rollcall.testing.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A command of the packaged program, as a process without a terminal. */
public final class RollcallCommand implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;

  private RollcallCommand(Process process) {
    this.process = process;
    this.readers =
        List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
  }

  /**
   * What came of a command.
   *
   * @param out the lines on standard output
   * @param err the lines on standard error
   */
  public record Result(int exitCode, List<String> out, List<String> err) {

    /** Both, as one text. */
    public String text() {
      return String.join("\n", out) + "\n" + String.join("\n", err);
    }
  }

  /** Starts a command in this directory, with these variables besides those of this process. */
  public static RollcallCommand start(
      Path directory, Map<String, String> environment, String... arguments) {
    try {
      // In the background of a script it would be deaf to SIGINT, and so would those it starts.
      List<String> words = new ArrayList<>(List.of("env", "--default-signal=HUP,INT"));
      words.addAll(PackagedRollcall.words());
      words.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      return new RollcallCommand(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end. */
  public static Result run(Path directory, Map<String, String> environment, String... arguments) {
    try (RollcallCommand command = start(directory, environment, arguments)) {
      return command.result();
    }
  }

  /** Waits for its end. */
  public Result result() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it goes on: " + out + err);
      }
      for (Thread reader : readers) {
        reader.join(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    ClassNames.assertNone(err());
    return new Result(process.exitValue(), List.copyOf(out), List.copyOf(err));
  }

  /** The lines on standard output so far. */
  public List<String> out() {
    return List.copyOf(out);
  }

  /** The lines on standard error so far. */
  public List<String> err() {
    return List.copyOf(err);
  }

  /** Sends a signal, such as TERM. */
  public void signal(String name) throws IOException {
    SystemCommand.run("kill", "-s", name, String.valueOf(process.pid()));
  }

  private static Thread reader(InputStream from, List<String> to) {
    Thread thread = new Thread(() -> read(from, to), "output-of-a-command");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void read(InputStream from, List<String> to) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        to.add(line);
      }
    } catch (IOException e) {
      to.add(e.toString());
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

package dev.rollcall.testing.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.testing.program.Prerequisites;
import dev.rollcall.testing.time.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Receives sd_notify's datagrams as a service manager does, in a process of its own. */
public final class FakeServiceManager implements AutoCloseable {

  /** A busy machine takes its time to start a JVM. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String PYTHON = "/usr/bin/python3";

  private final Process process;
  private final BufferedReader lines;
  private final List<Notification> notices = new CopyOnWriteArrayList<>();

  private FakeServiceManager(Process process) {
    this.process = process;
    this.lines = process.inputReader(UTF_8);
  }

  /**
   * One datagram.
   *
   * @param pid of its sender, as the system reports it
   * @param micros when it came, by CLOCK_MONOTONIC
   * @param text its lines, with {@code |} between them
   */
  public record Notification(long pid, long micros, String text) {

    private static Notification read(String line) {
      String[] words = line.split(" ", 3);
      return new Notification(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
    }
  }

  /**
   * Listens.
   *
   * @param name a path, or {@code @name} of the abstract namespace
   */
  public static FakeServiceManager at(String name) throws IOException {
    Prerequisites.require(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is not installed");
    Path script = Path.of("src", "test", "resources", "notify_manager.py").toAbsolutePath();
    FakeServiceManager manager =
        new FakeServiceManager(
            new ProcessBuilder(PYTHON, script.toString(), name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    if (manager.lines.readLine() == null) {
      throw new IOException("nothing can listen at " + name);
    }
    Thread reader = new Thread(manager::read, "notices");
    reader.setDaemon(true);
    reader.start();
    return manager;
  }

  private void read() {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        notices.add(Notification.read(line));
      }
    } catch (IOException e) {
      // The stream is closed when the process is killed.
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** All that came, in order. */
  public List<Notification> notices() {
    return List.copyOf(notices);
  }

  /** The texts that came, in order. */
  public List<String> texts() {
    return notices.stream().map(Notification::text).toList();
  }

  /** The first whose text is like this, once it has come. */
  public Notification await(String what, Predicate<String> text) {
    Eventually.holds(what, PATIENCE, () -> texts().stream().anyMatch(text));
    return notices.stream().filter(notice -> text.test(notice.text())).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

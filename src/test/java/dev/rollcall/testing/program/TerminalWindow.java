package dev.rollcall.testing.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A terminal (tmux) in which commands of the packaged program are run. */
public final class TerminalWindow implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  // Each look is a process of its own.
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final String socket;

  private TerminalWindow(String socket) {
    this.socket = socket;
  }

  /**
   * Opens one in which a shell waits.
   *
   * @param variables of the shell
   */
  public static TerminalWindow open(
      Path directory, int columns, int rows, Map<String, String> variables) throws IOException {
    Prerequisites.require(hasTmux(), "tmux is not installed");
    TerminalWindow window =
        new TerminalWindow(directory.resolve("tmux-" + columns + "x" + rows).toString());
    String words =
        PackagedRollcall.words().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    List<String> start =
        Stream.of(
                List.of("tmux", "-f", "/dev/null", "-S", window.socket, "new-session", "-d"),
                List.of("-x", String.valueOf(columns), "-y", String.valueOf(rows)),
                List.of("-c", directory.toString()),
                variables.entrySet().stream()
                    .flatMap(
                        variable -> Stream.of("-e", variable.getKey() + "=" + variable.getValue()))
                    .toList(),
                List.of(
                    "env", "LC_ALL=C.UTF-8", "TERM=screen-256color", "PS1=$ ", "bash", "--norc"))
            .flatMap(List::stream)
            .toList();
    SystemCommand.run(start);
    window.type("rollcall() { " + words + " \"$@\"; }; clear");
    return window;
  }

  private static boolean hasTmux() {
    try {
      SystemCommand.run("tmux", "-V");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Types a line. */
  public void type(String line) {
    tmux("send-keys", "-l", line);
    tmux("send-keys", "Enter");
  }

  /** Presses a key, as tmux calls it, such as {@code C-c}. */
  public void press(String key) {
    tmux("send-keys", key);
  }

  /** Makes it another size. */
  public void resize(int columns, int rows) {
    tmux("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
  }

  /** Returns when this is to be seen; fails after a minute, with what is. */
  public void shows(String text) {
    long start = System.nanoTime();
    while (!text().contains(text)) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("'" + text + "' is not seen in:\n" + text());
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** What is to be seen, without colours. */
  public String text() {
    return tmux("capture-pane", "-p");
  }

  /** What is to be seen, with the codes of the colours. */
  public String colouredText() {
    return tmux("capture-pane", "-p", "-e");
  }

  private String tmux(String... arguments) {
    try {
      return SystemCommand.run(
          SystemCommand.joined(List.of("tmux", "-S", socket), List.of(arguments)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    tmux("kill-server");
  }
}

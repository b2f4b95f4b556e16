package dev.rollcall.testing.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs short commands of the operating system. */
public final class SystemCommand {

  private SystemCommand() {}

  /**
   * Runs it and waits for its end.
   *
   * @return what it printed
   * @throws IOException if it cannot be started or does not succeed; with what it printed
   */
  public static String run(List<String> words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.onExit().join().exitValue();
    if (code != 0) {
      throw new IOException(
          "'%s' ended with %d: %s".formatted(String.join(" ", words), code, printed.strip()));
    }
    return printed;
  }

  /** The same. */
  public static String run(String... words) throws IOException {
    return run(List.of(words));
  }

  /** The words of both, one after another. */
  public static List<String> joined(List<String> first, List<String> then) {
    List<String> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}

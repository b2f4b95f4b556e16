package dev.rollcall.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main method in a process of its own, which prints its port and ends with its input. */
final class JavaProcess implements AutoCloseable {

  private final Process process;
  private final int port;

  private JavaProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static JavaProcess start(Class<?> main, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line = process.inputReader(UTF_8).readLine();
    if (line == null) {
      throw new IOException("the process of %s did not start".formatted(main.getSimpleName()));
    }
    return new JavaProcess(process, Integer.parseInt(line));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** For its main method: until whoever started it is gone. */
  static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // What is printed does not matter.
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

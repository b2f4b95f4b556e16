package dev.rollcall.testing.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Clients of another implementation: scripts for Debian's Python with grpcio, and the stubs that
 * anybody would make of the contract for them.
 */
public final class PythonClient {

  private static final Path CONTRACT = Path.of("src", "main", "proto").toAbsolutePath();
  private static final String PLUGIN = "/usr/bin/grpc_python_plugin";
  private static final long PATIENCE_SECONDS = 300;

  /** By the name that stubs are made for: what libraries bring, at other places of theirs. */
  private static final Map<String, String> STANDARDS =
      Map.of(
          "standard/status.proto", "google/rpc/status.proto",
          "standard/error_details.proto", "google/rpc/error_details.proto",
          "standard/reflection_v1.proto", "reflection/v1/reflection.proto",
          "standard/reflection_v1alpha.proto", "reflection/v1alpha/reflection.proto");

  /** What the others import, and Python has stubs of. */
  private static final List<String> IMPORTED =
      List.of(
          "google/protobuf/any.proto",
          "google/protobuf/duration.proto",
          "google/protobuf/timestamp.proto");

  private static final String HEALTH = "standard/health.proto";

  private final Path stubs;

  private PythonClient(Path stubs) {
    this.stubs = stubs;
  }

  /**
   * Makes the stubs; skips the test, with the reason, where that cannot be done; in CI that fails.
   *
   * @param directory for the stubs
   */
  public static PythonClient withStubs(Path directory) throws IOException, InterruptedException {
    PythonHealthServer.required();
    Prerequisites.require(
        Files.isExecutable(Path.of("/usr/bin/protoc")) && Files.isExecutable(Path.of(PLUGIN)),
        "Debian's protobuf-compiler and protobuf-compiler-grpc are not installed");
    Path protos = directory.resolve("protos");
    for (String name : IMPORTED) {
      copy(name, protos.resolve(name));
    }
    for (Map.Entry<String, String> proto : STANDARDS.entrySet()) {
      copy(proto.getValue(), protos.resolve(proto.getKey()));
    }
    copy("conformance/" + HEALTH, protos.resolve(HEALTH));
    Path stubs = Files.createDirectories(directory.resolve("stubs"));
    List<String> command = new ArrayList<>();
    command.add("/usr/bin/protoc");
    command.add("--plugin=protoc-gen-grpc_python=" + PLUGIN);
    command.add("--python_out=" + stubs);
    command.add("--grpc_python_out=" + stubs);
    command.add("-I" + protos);
    command.add("-I" + CONTRACT);
    command.add("rollcall/v1/discovery.proto");
    command.add(HEALTH);
    command.addAll(STANDARDS.keySet());
    SystemCommand.run(command);
    return new PythonClient(stubs);
  }

  /** A file of the class path. */
  private static void copy(String name, Path to) throws IOException {
    try (InputStream text = PythonClient.class.getResourceAsStream("/" + name)) {
      if (text == null) {
        throw new IOException("no library has " + name);
      }
      Files.createDirectories(to.getParent());
      Files.copy(text, to);
    }
  }

  /**
   * Runs a script to its end.
   *
   * @param words given to it
   * @return the lines that it printed
   */
  public List<String> run(Path script, String... words) throws IOException, InterruptedException {
    Process process = start(script, words);
    try {
      List<String> lines = process.inputReader(UTF_8).lines().toList();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("%s goes on: %s".formatted(script, lines));
      }
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts a script, which finds the stubs. */
  public Process start(Path script, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(PythonHealthServer.PYTHON, "-B", script.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONPATH", stubs.toString());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}

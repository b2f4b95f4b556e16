package dev.rollcall.blackbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.PackagedRollcall;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid configuration ends the start with a clear message and exit code 1. */
class BadStartIT {

  private static final String TEN_MISTAKES =
      """
      peers:
        - id: node1
          address: 192.168.1.10
        - id: node1
          address: 10.0.0.2:70000
          capabilities: {memory_gb: -1, gpu: yes}
        - id: node3
          adress: 10.0.0.3:50051
          address: 10.0.0.3:50051
          capabilities:
            gpu: false
            gpu_count: 2
        - id: node4
          address: 10.0.0.3:50051
          check: {interval: soon}
      links:
        - [node3, node9]
      """;

  private final Path directory;

  BadStartIT(@TempDir Path directory) {
    this.directory = directory;
  }

  interface Mistake {
    void make(Path file) throws IOException;
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        row("a missing file", file -> {}, "no such file"),
        row("a directory", Files::createDirectory, "directory"),
        row("a file below a file", file -> Files.writeString(file, "x"), "peers.yaml:1:1"),
        row("an empty file", file -> Files.writeString(file, ""), "empty"),
        row(
            "not UTF-8",
            file -> Files.write(file, "peers:\n  - id: M\u00fcller\n".getBytes(ISO_8859_1)),
            "peers.yaml:2:10"),
        row("100 MB", BadStartIT::huge, "at most"),
        row("a YAML bomb", file -> Files.writeString(file, bomb()), "peers.yaml:"));
  }

  private static Arguments row(String name, Mistake mistake, String expected) {
    return Arguments.of(name, mistake, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aFileThatCannotBeRead(String name, Mistake mistake, String expected)
      throws IOException, InterruptedException {
    Path file = directory.resolve("peers.yaml");
    mistake.make(file);

    List<String> output = rejected(Map.of("rollcall.peers-file", "peers.yaml"), Map.of());

    assertTrue(
        output.stream().anyMatch(line -> line.contains("peers.yaml") && line.contains(expected)),
        output.toString());
  }

  @Test
  void tenMistakesAreReportedAtOnceInOrderOfLocation() throws IOException, InterruptedException {
    Files.writeString(directory.resolve("peers.yaml"), TEN_MISTAKES, UTF_8);

    List<String> output = rejected(Map.of(), Map.of());

    List<String> places =
        output.stream()
            .map(String::strip)
            .filter(line -> line.startsWith("peers.yaml:"))
            .map(line -> line.substring("peers.yaml:".length()).replaceFirst(": .*", ""))
            .toList();
    assertEquals(
        List.of("3:14", "4:9", "5:14", "6:31", "6:40", "8:5", "12:18", "14:14", "15:23", "17:13"),
        places,
        output.toString());
  }

  @Test
  void aFileThatMayNotBeRead() throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("peers.yaml"), "peers: []");
    assertTrue(file.toFile().setReadable(false, false));
    try (PackagedRollcall rollcall = PackagedRollcall.startUnprivileged(directory, Map.of())) {
      assertEquals(1, rollcall.exitCode(), rollcall.output().toString());
      assertEquals(
          List.of("  peers.yaml: cannot be read: permission denied"),
          rollcall.lines("peers.yaml"),
          rollcall.output().toString());
    }
  }

  @Test
  void noListAtAll() throws IOException, InterruptedException {
    List<String> output = rejected(Map.of(), Map.of());

    assertTrue(
        output.stream().anyMatch(line -> line.contains("/etc/rollcall/peers.yaml")),
        output.toString());
  }

  @Test
  void aVariableOfTheEnvironmentIsNamedBesideTheProperty()
      throws IOException, InterruptedException {
    List<String> output =
        rejected(
            Map.of(),
            Map.of(
                "ROLLCALL_PEERS_0__ADDRESS",
                "10.0.0.1:70000",
                "ROLLCALL_PEERS_0__CHECK_CONFIRM_INTERVAL",
                "5x"));

    assertTrue(
        output.stream()
            .anyMatch(
                line ->
                    line.strip()
                        .equals(
                            "rollcall.peers[0].address (ROLLCALL_PEERS_0__ADDRESS):"
                                + " port 70000 is out of range (1-65535)")),
        output.toString());
    assertTrue(
        output.stream()
            .anyMatch(
                line ->
                    line.contains(
                        "rollcall.peers[0].check.confirm-interval"
                            + " (ROLLCALL_PEERS_0__CHECK_CONFIRM_INTERVAL)")),
        output.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc | expected a whole number, found 'abc'",
        "99999999999 | 99999999999 is out of range (0-65535)",
        "tcp://10.0.0.1:7655 | expected a whole number, found 'tcp://10.0.0.1:7655'"
      })
  void anInvalidPort(String port, String expected) throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("peers.yaml"), "peers: [{id: a, address: \"127.0.0.1:1\"}]");

    List<String> output = rejected(Map.of("rollcall.listen.port", port), Map.of());

    assertEquals(
        List.of("rollcall cannot start (1 problem):", "  rollcall.listen.port: " + expected),
        output);
  }

  @Test
  void aPortThatIsTaken() throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("peers.yaml"), "peers: [{id: a, address: \"127.0.0.1:1\"}]");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      List<String> output = ended(Map.of("rollcall.listen.port", port), Map.of());

      assertTrue(
          output.stream().anyMatch(line -> line.contains(port) && line.contains("in use")),
          output.toString());
    }
  }

  @Test
  void anEnvironmentOfKubernetesDoesNoHarm() throws IOException {
    Files.writeString(
        directory.resolve("peers.yaml"), "peers: [{id: a, address: \"127.0.0.1:1\"}]");
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(
            directory,
            Map.of(),
            Map.of(
                "ROLLCALL_SERVICE_HOST", "10.0.0.1",
                "ROLLCALL_PORT", "tcp://10.0.0.1:7655",
                "ROLLCALL_PEERS_SERVICE_HOST", "10.96.0.5",
                "ROLLCALL_LISTEN_PORT", "tcp://10.96.0.7:80",
                "ROLLCALL_CHECK_PORT", "tcp://10.96.0.6:80"))) {
      rollcall.listening();

      assertEquals(1, rollcall.list().getTotalSize());
      List<String> ignored = rollcall.lines("ignoring environment variables");
      assertEquals(1, ignored.size(), rollcall.output().toString());
      assertTrue(ignored.get(0).contains("ROLLCALL_PEERS_SERVICE_HOST"), ignored.get(0));
    }
  }

  @Test
  void anIndexThatIsTooLargeIsReportedAsWritten() throws IOException, InterruptedException {
    List<String> output = rejected(Map.of("rollcall.peers[9999999999].id", "x"), Map.of());

    assertTrue(
        output.stream()
            .anyMatch(line -> line.strip().startsWith("rollcall.peers[9999999999].id: malformed")),
        output.toString());
  }

  private List<String> rejected(Map<String, String> settings, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> output = ended(settings, environment);
    assertTrue(
        output.stream().anyMatch(line -> line.startsWith("rollcall cannot start")),
        output.toString());
    assertTrue(output.stream().noneMatch(line -> line.contains("\tat ")), output.toString());
    return output;
  }

  private List<String> ended(Map<String, String> settings, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (PackagedRollcall rollcall = PackagedRollcall.start(directory, settings, environment)) {
      assertEquals(1, rollcall.exitCode(), rollcall.output().toString());
      assertEquals(Optional.empty(), rollcall.port());
      return rollcall.output();
    }
  }

  private static void huge(Path file) throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100_000_000);
    }
  }

  private static String bomb() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append("*a%d, ".formatted(i - 1).repeat(9))
          .append("*a%d]\n".formatted(i - 1));
    }
    return bomb.append("peers: *a11\n").toString();
  }
}

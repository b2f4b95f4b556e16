package dev.rollcall.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.RollcallCommand;
import dev.rollcall.testing.program.RollcallCommand.Result;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no running Rollcall, as processes. */
class LocalCommandsIT {

  /** Enough for a machine with much to do. */
  private static final String AMPLE = "--timeout=20s";

  private final Path directory;

  LocalCommandsIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private Result run(String... arguments) {
    return RollcallCommand.run(directory, Map.of(), arguments);
  }

  @Test
  void fromAnEmptyFolderToAServiceThatServes() throws IOException {
    Result written = run("init");
    assertEquals(0, written.exitCode(), written::text);
    Result validated = run("validate", "peers.yaml");
    assertEquals("peers.yaml: 2 peers", validated.out().get(0));
    assertEquals(0, validated.exitCode());
    assertEquals(List.of(), validated.err());
    try (PackagedRollcall rollcall = PackagedRollcall.start(directory, Map.of(), Map.of())) {
      rollcall.listening();
      assertEquals(1, rollcall.lines("2 peers from file:peers.yaml").size());
      String digest = rollcall.list().getObserver().getRoster().getDigest();
      assertTrue(validated.text().contains(digest), () -> validated.text() + digest);
      Result checked = run("check", "127.0.0.1:" + rollcall.port().orElseThrow(), AMPLE);
      assertEquals(0, checked.exitCode(), checked::text);
    }
    Result again = run("init");
    assertEquals(1, again.exitCode());
    assertEquals(
        List.of(
            "rollcall: peers.yaml already exists; --force overwrites it, 'rollcall init -' prints"
                + " to standard output"),
        again.err());
  }

  @Test
  void anOutputThatCannotBeWritten() throws Exception {
    String words =
        PackagedRollcall.words().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Process full =
        new ProcessBuilder("bash", "-c", words + " init - > /dev/full")
            .directory(directory.toFile())
            .start();
    try {
      assertEquals(
          "rollcall: standard output: No space left on device\n",
          new String(full.getErrorStream().readAllBytes(), UTF_8));
      assertEquals(1, full.waitFor());
    } finally {
      full.destroyForcibly();
    }
  }

  @Test
  void whatACheckEndsWith() {
    try (HealthServer server = HealthServer.start();
        RefusingPort dead = RefusingPort.take()) {
      Result serving = run("check", server.address(), AMPLE);
      assertEquals(server.address() + " answers SERVING", serving.out().get(0));
      assertEquals(List.of(), serving.err());
      assertEquals(0, serving.exitCode());
      server.set(ServingStatus.NOT_SERVING);
      assertEquals(4, run("check", "-addr=" + server.address(), AMPLE).exitCode());
      server.stayQuiet();
      assertEquals(3, run("check", server.address(), "--timeout=1s").exitCode());
      assertEquals(2, run("check", dead.address()).exitCode());
      assertEquals(1, run("check", "127.0.0.1").exitCode());
      assertEquals(1, run("check", server.address(), "--knd=tcp").exitCode());
    }
  }

  @Test
  void aCheckOverTls() throws IOException {
    TestCertificates authority = TestCertificates.authority("authority");
    Files.writeString(directory.resolve("ca.pem"), authority.pem());
    try (HealthServer server =
        HealthServer.startWith(TestTls.grpcServer(authority.server("127.0.0.1")))) {
      Result trusted = run("check", server.address(), "--ca=ca.pem", AMPLE);
      assertEquals(0, trusted.exitCode(), trusted::text);
      assertEquals(2, run("check", server.address(), "--tls", AMPLE).exitCode());
    }
  }

  @Test
  void problemsAreReportedWithTheirPlaces() throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), "peers:\n  - {id: a, address: b}\n");
    Result bad = run("validate", "peers.yaml", "-");
    assertEquals(
        List.of(
            "peers.yaml:2:22: peers[0].address: 'b' has no port; expected host:port, such as"
                + " 192.168.1.10:50051",
            "stdin:1:1: is empty; expected 'peers' with a list of peers"),
        bad.err());
    assertEquals(List.of(), bad.out());
    assertEquals(1, bad.exitCode());
  }

  @Test
  void aLaunchersListIsMadeIntoAFileThatSaysTheSame() {
    Map<String, String> dstack = Map.of("DSTACK_NODES_IPS", "10.0.0.1\n10.0.0.2");
    Result made =
        RollcallCommand.run(
            directory, dstack, "init", "nodes.yaml", "--from=dstack", "--port=50051");
    assertEquals(0, made.exitCode(), made::text);
    assertEquals("nodes.yaml: 2 peers", run("validate", "nodes.yaml").out().get(0));
    Result printed =
        RollcallCommand.run(directory, dstack, "init", "-", "--from=auto", "--port=50051");
    assertTrue(printed.out().contains("    address: 10.0.0.2:50051"), printed::text);
    Result same = run("validate", "nodes.yaml", "--diff", "nodes.yaml");
    assertEquals(List.of("no difference: a reload changes nothing"), same.out());
  }
}

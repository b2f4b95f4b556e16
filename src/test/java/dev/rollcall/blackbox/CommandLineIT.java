package dev.rollcall.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.RollcallCommand;
import dev.rollcall.testing.program.RollcallCommand.Result;
import dev.rollcall.testing.program.SystemCommand;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Status;
import dev.rollcall.v1.WatchPeersResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that query a running Rollcall, as processes without a terminal. */
@TestInstance(Lifecycle.PER_CLASS)
class CommandLineIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final HealthServer alive = HealthServer.start();
  private final HealthServer late = HealthServer.start();
  private final RefusingPort dead = RefusingPort.take();
  private PackagedRollcall rollcall;

  CommandLineIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  void start() throws IOException {
    alive.set(ServingStatus.SERVING);
    late.set(ServingStatus.NOT_SERVING);
    Files.writeString(
        directory.resolve("peers.yaml"),
        """
        peers:
          - {id: alive, address: "%s", capabilities: {memory_gb: 64, gpu: true, gpu_count: 2}}
          - {id: dead, address: "%s", capabilities: {memory_gb: 8, gpu: false}, labels: {site: a}}
          - {id: late, address: "%s", labels: {site: b}}
          - {id: me, address: "127.0.0.9:1", capabilities: {gpu: true}}
          - {id: out, address: "127.0.0.1:2", maintenance: true}
        """
            .formatted(alive.address(), dead.address(), late.address()));
    rollcall = serve(Map.of("rollcall.node-id", "me")).listening();
    Eventually.holds(
        "all are checked", PATIENCE, () -> list("-o", "table").text().contains("dead"));
    Eventually.holds(
        "no peer is unknown",
        PATIENCE,
        () -> list("--status", "unknown", "-o", "ids").out().isEmpty());
  }

  private PackagedRollcall serve(Map<String, String> settings) throws IOException {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("rollcall.check.interval", "500ms");
    all.put("rollcall.check.down-interval", "200ms");
    all.put("rollcall.check.confirm-interval", "100ms");
    return PackagedRollcall.start(directory, all, Map.of());
  }

  @AfterAll
  void stop() {
    rollcall.close();
    alive.close();
    late.close();
    dead.close();
  }

  private Map<String, String> environment() {
    return Map.of("ROLLCALL_SERVER", server(rollcall));
  }

  private static String server(PackagedRollcall program) {
    return "127.0.0.1:" + program.port().orElseThrow();
  }

  private Result run(String... arguments) {
    return RollcallCommand.run(directory, environment(), arguments);
  }

  private Result list(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "list";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return run(all);
  }

  @Test
  void aTableForPeople() {
    Result result = list();

    assertEquals(0, result.exitCode(), result.text());
    assertEquals(List.of(), result.err());
    assertEquals(5, result.out().size(), result.text());
    assertTrue(result.out().get(0).matches("STATUS +ID +ADDRESS +MEMORY +GPU +RTT +FOR +WHY"));
    assertTrue(
        result.out().get(1).matches(". healthy +alive +127.0.0.1:\\d+ +64 GB +2 +\\S+ +\\d+\\w"),
        result.text());
    assertTrue(
        result.out().get(2).matches(". unhealthy +dead +\\S+ +8 GB +no +\\S+ +refused"),
        result.text());
    assertTrue(result.out().get(4).matches(". maintenance +out .*"), result.text());
    assertFalse(result.text().contains("\u001b"), "no colours without a terminal");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --status healthy           | alive
          --status unhealthy,healthy | alive dead late
          --gpu                      | alive
          --no-gpu                   | dead
          --min-memory-gb 9          | alive
          --label site=b             | late
          --min-gpu-count 2          | alive
          --label site=c             |
          """)
  void filters(String options, String ids) {
    Result result = list(("-o ids " + options).split(" "));

    assertEquals(0, result.exitCode(), result.text());
    assertEquals(ids == null ? "" : ids, String.join(" ", result.out()));
  }

  @Test
  void forms() throws IOException {
    ListPeersResponse.Builder json = ListPeersResponse.newBuilder();
    JsonFormat.parser().merge(String.join("", list("-o", "json").out()), json);
    assertEquals(4, json.getPeersCount());
    assertEquals("me", json.getObserver().getNodeId());
    assertEquals(List.of(alive.address()), list("-o", "addresses", "--status", "healthy").out());
    assertEquals(
        List.of("127.0.0.1 slots=4"),
        list("-o", "hostfile", "--status", "healthy,unhealthy").out());
    assertTrue(list("-o", "prometheus").out().get(0).startsWith("[{\"targets\":[\"127.0.0.1:"));
    assertTrue(list("-o", "wide").out().get(2).contains("nothing listens at " + dead.address()));
    String script =
        String.join("\n", list("-o", "env", "--status", "healthy,unhealthy").out())
            + "\necho \"$DSTACK_NODES_NUM $DSTACK_GPUS_NUM $DSTACK_MASTER_NODE_IP\"";
    assertEquals("3 2 127.0.0.1", SystemCommand.run("bash", "-c", script).strip());
  }

  @Test
  void aServerThatRequiresAToken() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "secret\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    try (PackagedRollcall guarded =
        serve(Map.of("rollcall.token-file", token.toString())).listening()) {
      String server = server(guarded);
      Result without = RollcallCommand.run(directory, Map.of(), "list", "--server", server);
      Result with =
          RollcallCommand.run(
              directory, Map.of(), "list", "--server", server, "--token-file", token.toString());
      Files.writeString(directory.resolve("other"), "guess");
      Result wrong =
          RollcallCommand.run(
              directory, Map.of("ROLLCALL_TOKEN_FILE", "other"), "list", "--server", server);

      assertEquals(3, without.exitCode());
      assertTrue(without.text().contains("requires a token; --token-file"), without.text());
      assertEquals(0, with.exitCode(), with.text());
      assertEquals(3, wrong.exitCode());
      assertTrue(wrong.text().contains("rejects the token"), wrong.text());
    }
  }

  @Test
  void aWatchThatOutlivesItsServer() throws IOException {
    PackagedRollcall first = serve(Map.of()).listening();
    int port = first.port().orElseThrow();
    try (RollcallCommand watch =
        RollcallCommand.start(directory, Map.of(), "watch", "--server", server(first))) {
      Eventually.holds("the peers as they are", PATIENCE, () -> has(watch, "healthy alive"));
      Eventually.holds("dead is known", PATIENCE, () -> has(watch, "unhealthy dead"));
      first.close();
      Eventually.holds(
          "the loss is reported",
          PATIENCE,
          () -> watch.err().stream().anyMatch(line -> line.endsWith("; trying again")));
      try (PackagedRollcall second =
          serve(Map.of("rollcall.listen.port", String.valueOf(port))).listening()) {
        Eventually.holds(
            "its end is reported",
            PATIENCE,
            () -> watch.err().stream().anyMatch(line -> line.endsWith("answers again")));
        assertEquals(port, second.port().orElseThrow());
        alive.set(ServingStatus.NOT_SERVING);
        Eventually.holds("a change", PATIENCE, () -> has(watch, "unhealthy alive"));
      } finally {
        alive.set(ServingStatus.SERVING);
      }
    } finally {
      first.close();
    }
    Eventually.holds(
        "alive again", PATIENCE, () -> list("--status", "healthy").text().contains("alive"));
  }

  private static boolean has(RollcallCommand command, String text) {
    return command.out().stream().anyMatch(line -> line.contains(text));
  }

  @Test
  void aWatchForPrograms() throws IOException {
    try (RollcallCommand watch =
        RollcallCommand.start(directory, environment(), "watch", "-o", "json", "--gpu")) {
      Eventually.holds("a line", PATIENCE, () -> !watch.out().isEmpty());
      WatchPeersResponse.Builder response = WatchPeersResponse.newBuilder();
      JsonFormat.parser().merge(watch.out().get(0), response);
      assertTrue(response.getReset());
      assertEquals("alive", response.getChanged(0).getId());
    }
  }

  @Test
  void aWatchThatNobodyReadsOn() throws Exception {
    String words =
        PackagedRollcall.words().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Process pipe =
        new ProcessBuilder(
                "bash",
                "-c",
                "set -o pipefail; "
                    + words
                    + " watch -o json --server "
                    + server(rollcall)
                    + " | head -c 1")
            .start();
    try {
      assertEquals('{', pipe.getInputStream().read());
      Eventually.holds("it ends with the next change", PATIENCE, () -> endsByAChange(pipe));
      assertEquals(141, pipe.exitValue());
      assertEquals("", new String(pipe.getErrorStream().readAllBytes(), UTF_8));
    } finally {
      late.set(ServingStatus.NOT_SERVING);
      pipe.descendants().forEach(ProcessHandle::destroyForcibly);
      pipe.destroyForcibly();
    }
  }

  private boolean endsByAChange(Process pipe) {
    late.set(ServingStatus.SERVING);
    Eventually.holds("it is healthy", PATIENCE, () -> lateStatus() == Status.STATUS_HEALTHY);
    late.set(ServingStatus.NOT_SERVING);
    Eventually.holds("it is not", PATIENCE, () -> lateStatus() == Status.STATUS_UNHEALTHY);
    return !pipe.isAlive();
  }

  private Status lateStatus() {
    return rollcall.list().getPeers(2).getHealth().getStatus();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list -o ids", "wait --count 1", "topology", "check"})
  void aCommandEndsWithItsLastWord(String line) {
    // A thread of Netty that outlives its loops by this would keep a JVM alive.
    Map<String, String> environment = new TreeMap<>(environment());
    environment.put("JAVA_TOOL_OPTIONS", "-Dio.netty.globalEventExecutor.quietPeriodSeconds=3600");
    String words = line.equals("check") ? "check --timeout=20s " + alive.address() : line;
    Result result = RollcallCommand.run(directory, environment, words.split(" "));
    assertEquals(0, result.exitCode(), result::text);
  }

  @Test
  void waitingForALatePeer() {
    Eventually.holds("nobody else waits", PATIENCE, () -> rollcall.watchers() == 0);
    try (RollcallCommand wait =
        RollcallCommand.start(
            directory, environment(), "wait", "--label", "site=b", "--timeout", "60s")) {
      Eventually.holds("it waits", PATIENCE, () -> rollcall.watchers() == 1);
      late.set(ServingStatus.SERVING);
      Eventually.holds("its start is known", PATIENCE, () -> lateStatus() == Status.STATUS_HEALTHY);
      long known = System.nanoTime();
      Result result = wait.result();
      System.out.printf(
          "rollcall wait ended %d ms after the start of the peer was known%n",
          (System.nanoTime() - known) / 1_000_000);
      assertEquals(0, result.exitCode(), result.text());
    } finally {
      late.set(ServingStatus.NOT_SERVING);
    }
  }

  @Test
  void waitingInVain() {
    Result named = run("wait", "--count", "4", "--timeout", "5s");
    Result nobody = run("wait", "--label", "site=c", "--timeout", "5s");
    Result absent =
        RollcallCommand.run(
            directory, Map.of(), "wait", "--timeout", "1s", "--server", dead.address());

    assertEquals(1, named.exitCode(), named.text());
    assertTrue(named.err().get(0).endsWith("of 4 peers after 5s; missing:"), named.text());
    assertTrue(
        named.text().contains("  dead (" + dead.address() + ") is unhealthy: nothing listens"),
        named.text());
    assertEquals(1, nobody.exitCode(), nobody.text());
    assertEquals(3, absent.exitCode(), absent.text());
    assertTrue(absent.text().contains("nothing listens at"), absent.text());
  }

  @Test
  void aCommandWithTheListOfNodes() {
    Result result =
        run(
            "exec",
            "--gpu",
            "--timeout",
            "30s",
            "--prefix",
            "JOB",
            "--",
            "sh",
            "-c",
            "echo \"$JOB_NODES_IPS\" | tr '\\n' ,; env | grep ^JOB_ | grep -v 127 | sort; exit 7");

    assertEquals(7, result.exitCode(), result.text());
    assertEquals(
        List.of(
            "127.0.0.1,127.0.0.9,JOB_GPUS_NUM=3",
            "JOB_GPUS_PER_NODE=1",
            "JOB_NODES_NUM=2",
            "JOB_NODE_RANK=1"),
        result.out());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "--gpu -- /no/such/command, 127",
    "--gpu -- /etc/passwd, 126",
    "--count 4 --timeout 5s -- true, 124",
    "--gpu --prefix 1X -- true, 125",
    "--gpu -- sh -c 'kill -9 $$', 137"
  })
  void howACommandEnds(String arguments, int code) {
    String[] words =
        arguments.startsWith("--gpu -- sh")
            ? new String[] {"--gpu", "--", "sh", "-c", "kill -9 $$"}
            : arguments.split(" ");
    String[] all = new String[words.length + 1];
    all[0] = "exec";
    System.arraycopy(words, 0, all, 1, words.length);

    Result result = run(all);

    assertEquals(code, result.exitCode(), result.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "HUP", "INT", "USR2"})
  void signalsReachTheCommand(String name) throws IOException {
    try (RollcallCommand exec =
        RollcallCommand.start(
            directory,
            environment(),
            "exec",
            "--gpu",
            "--",
            "sh",
            "-c",
            "trap 'echo got it; exit 9' " + name + "; echo ready; while :; do sleep 0.05; done")) {
      Eventually.holds("it runs", PATIENCE, () -> exec.out().contains("ready"));
      exec.signal(name);
      Result result = exec.result();
      assertEquals(List.of("ready", "got it"), result.out(), result.text());
      assertEquals(9, result.exitCode());
    }
  }

  @Test
  void aNodeThatDoesNotKnowWhichItIs() throws IOException {
    try (PackagedRollcall nameless = serve(Map.of()).listening()) {
      Result result =
          RollcallCommand.run(
              directory, Map.of(), "exec", "--count=1", "--server", server(nameless), "--", "true");

      assertEquals(125, result.exitCode());
      assertTrue(result.text().contains("--node-id"), result.text());
    }
  }

  @Test
  void thePicture() {
    Result result = run("topology");

    assertEquals(0, result.exitCode(), result.text());
    assertTrue(result.out().get(0).contains("of 3 peers answer; list: file:peers.yaml"));
    assertTrue(result.out().get(1).contains("me (this node)  127.0.0.9:1  GPU"), result.text());
    assertTrue(result.text().contains("dead"), result.text());
    assertEquals(2, run("topology", "--live").exitCode(), "no terminal");
  }

  @Test
  void aDemo() {
    try (RollcallCommand demo =
        RollcallCommand.start(
            directory, Map.of(), "demo", "--port", "0", "-D", "quarkus.log.level=INFO")) {
      Eventually.holds(
          "its peers are checked",
          PATIENCE,
          () -> has(demo, "every peer was checked: 4 of 4 answer"));
    }
  }

  @Test
  void theServiceAsTheCommandLineSays() throws IOException {
    Path other = directory.resolve("other.yaml");
    Files.writeString(
        other, "peers: [{id: a, address: \"127.0.0.1:1\"}, {id: b, address: \"127.0.0.1:2\"}]");
    try (RollcallCommand serve =
        RollcallCommand.start(
            directory,
            Map.of(),
            "serve",
            "--peers",
            "other.yaml",
            "--node-id=b",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "-Drollcall.check.type=tcp")) {
      Eventually.holds(
          "it logs the list",
          PATIENCE,
          () -> has(serve, "1 peer from file:other.yaml, this node is b"));
      Eventually.holds("it listens", PATIENCE, () -> has(serve, "Listening on: http://127.0.0.1:"));
      serve.signal("TERM");
      assertEquals(143, serve.result().exitCode());
    }
  }

  @Test
  void helpAndCompletion() throws IOException {
    for (String command :
        List.of("list", "watch", "wait", "exec", "topology", "serve", "demo", "completion")) {
      Result help = run(command, "--help");
      assertEquals(0, help.exitCode(), help.text());
      assertTrue(help.out().get(0).startsWith("Usage: rollcall " + command), help.text());
    }
    assertTrue(
        run("--version").out().get(0).matches("rollcall \\d+\\.\\d+\\.\\d+ \\(commit \\S+\\)"));
    Result wrong = run("list", "--min-memory-gb", "much");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.text().contains("'much' is not a number of 0 or more"), wrong.text());
    Path script = directory.resolve("completion");
    Files.write(script, run("completion").out());
    String complete =
        "compopt() { :; }; source %s; COMP_WORDS=(rollcall li) COMP_CWORD=1; _complete_rollcall;"
                .formatted(script)
            + " echo \"${COMPREPLY[@]}\"";
    assertEquals("list", SystemCommand.run("bash", "-c", complete).strip());
  }
}

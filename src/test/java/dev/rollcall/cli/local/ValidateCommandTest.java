package dev.rollcall.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code rollcall validate}: all problems, a summary, and what a reload would change. */
class ValidateCommandTest {

  private static final String CLUSTER =
      """
      peers:
        - id: a
          address: 10.0.0.1:50051
          capabilities: {memory_gb: 16, gpu: true, gpu_count: 2, gpu_memory_gb: 48}
          labels: {site: west}
        - id: b
          address: 10.0.0.2:50051
          capabilities: {memory_gb: 8.5, gpu: false}
          check: {type: http, interval: 10s, tls: {config: factory}}
        - {id: c, address: "[fd00::3]:50051", maintenance: true}
      links: [[a, b]]
      """;

  private final Path directory;

  ValidateCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void aSummary() throws IOException {
    String file = file("peers.yaml", CLUSTER);
    CommandResult ran = CommandResult.run("validate", file, "--node-id", "a");
    assertEquals("", ran.err());
    assertEquals(
        List.of(
            file + ": 3 peers",
            "  checks       2 grpc every 30s, 1 http over TLS every 10s",
            "  memory       24.5 GB in 2 peers",
            "  GPUs         at least 2 in 1 peer, 48 GB",
            "  maintenance  c",
            "  links        1; not linked: c",
            "  TLS          factory (quarkus.tls.NAME.*; the settings are not checked here)",
            "  this node    a sees b"),
        ran.lines().subList(0, ran.lines().size() - 1));
    assertTrue(
        ran.lines().get(ran.lines().size() - 1).matches("  digest       [0-9a-f]{64}"), ran::out);
    assertEquals(0, ran.exitCode());
  }

  @Test
  void ofAShortListTheSummaryIsShort() {
    CommandResult ran =
        CommandResult.run("peers: [{address: 10.0.0.1:1}]", Map.of(), "validate", "-");
    assertEquals(
        List.of(
            "stdin: 1 peer",
            "  checks       1 grpc every 30s",
            "  links        none listed: every node sees every other"),
        ran.lines().subList(0, 3));
    assertEquals(4, ran.lines().size());
  }

  @Test
  void allProblemsOfAllFilesAreReported() throws IOException {
    String bad = file("bad.yaml", "peers:\n  - id: a\n    address: 10.0.0.1\n    lables: {}\n");
    String good = file("good.yaml", CLUSTER);
    String missing = directory.resolve("missing.yaml").toString();
    CommandResult ran = CommandResult.run("validate", bad, missing, good);
    assertEquals(
        List.of(
            bad
                + ":3:14: peers[0].address: '10.0.0.1' has no port; expected host:port, such as"
                + " 192.168.1.10:50051",
            bad + ":4:5: peers[0].lables: unknown key 'lables'; did you mean 'labels'?",
            missing + ": there is no such file"),
        ran.errorLines());
    assertEquals(good + ": 3 peers", ran.lines().get(0));
    assertEquals(1, ran.exitCode());
  }

  @Test
  void theNodeItselfMustBeListed() throws IOException {
    CommandResult ran = CommandResult.run("validate", file("peers.yaml", CLUSTER), "--node-id=d");
    assertEquals("rollcall.node-id: no peer has the id 'd'; the roster has a, b, c\n", ran.err());
    assertEquals(1, ran.exitCode());
  }

  @Test
  void whatIsNotUtf8() throws IOException {
    Path file = Files.write(directory.resolve("peers.yaml"), new byte[] {'a', (byte) 0xff});
    CommandResult ran = CommandResult.run("validate", file.toString());
    assertEquals(file + ":1:2: byte 0xff is not UTF-8, which is expected\n", ran.err());
    assertEquals(1, ran.exitCode());
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("site: west", "site: west", "no difference: a reload changes nothing"),
        Arguments.of("site: west", "site: east", "~ a: labels.site west -> east"),
        Arguments.of("{site: west}", "{rack: 'r 1'}", "~ a: -labels.site west, +labels.rack 'r 1'"),
        Arguments.of("memory_gb: 16, ", "", "~ a: -capabilities.memory_gb 16"),
        Arguments.of(
            "interval: 10s",
            "interval: 500ms",
            "~ b: check.interval 10s -> 500ms; checked from scratch"),
        Arguments.of(
            "{config: factory}",
            "true",
            "~ b: -check.tls.config factory, +check.tls true; checked from scratch"),
        Arguments.of(
            "10.0.0.1:50051",
            "10.0.0.9:50051",
            "~ a: address 10.0.0.1:50051 -> 10.0.0.9:50051; checked from scratch"),
        Arguments.of(", maintenance: true", "", "~ c: -maintenance true; checked from scratch"),
        Arguments.of("links: [[a, b]]", "links: [[c, b]]", "- link a - b\n+ link b - c"),
        Arguments.of(
            "links: [[a, b]]", "", "~ links: none any more, so that every node sees every other"),
        Arguments.of("{id: c, ", "{id: d, ", "- c at [fd00::3]:50051\n+ d at [fd00::3]:50051"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatAReloadChanges(String old, String now, String message) throws IOException {
    String after = CLUSTER.replace(old, now);
    CommandResult ran =
        CommandResult.run(CLUSTER, Map.of(), "validate", "--diff=-", file("peers.yaml", after));
    assertEquals(message + "\n", ran.out());
    assertEquals("", ran.err());
    assertEquals(0, ran.exitCode());
  }

  @Test
  void linksThatAreNew() throws IOException {
    String before = file("before.yaml", CLUSTER.replace("links: [[a, b]]", ""));
    CommandResult ran =
        CommandResult.run("validate", file("peers.yaml", CLUSTER), "--diff", before);
    assertEquals("~ links: 1 now, so that only linked nodes see each other\n", ran.out());
  }

  @Test
  void aSecretIsHidden() throws IOException {
    String text = "peers: [{address: 10.0.0.1:1, check: {metadata: {authorization: s3cret}}}]";
    String before = file("before.yaml", text);
    CommandResult changed =
        CommandResult.run("validate", file("a.yaml", text.replace("s3", "s4")), "--diff", before);
    assertEquals(
        "~ ip-10-0-0-1: check.metadata.authorization (hidden); checked from scratch\n",
        changed.out());
    CommandResult gone =
        CommandResult.run(
            "validate", file("a.yaml", "peers: [{address: 10.0.0.1:1}]"), "--diff", before);
    assertEquals(
        "~ ip-10-0-0-1: -check.metadata.authorization (hidden); checked from scratch\n",
        gone.out());
  }

  @Test
  void aHeaderIsHidden() throws IOException {
    String text =
        "peers: [{address: 10.0.0.1:1, check: {type: http, headers: {Authorization: s3cret}}}]";
    String before = file("before.yaml", text);
    assertEquals(
        "~ ip-10-0-0-1: check.headers.authorization (hidden); checked from scratch\n",
        CommandResult.run("validate", file("a.yaml", text.replace("s3", "s4")), "--diff", before)
            .out());
    assertEquals(
        "~ ip-10-0-0-1: -check.headers.authorization (hidden); checked from scratch\n",
        CommandResult.run(
                "validate",
                file("a.yaml", text.replace(", headers: {Authorization: s3cret}", "")),
                "--diff",
                before)
            .out());
  }

  @Test
  void whatOnlyReadsDifferently() throws IOException {
    String before = file("before.yaml", "peers: [{address: 10.0.0.1:1}]");
    String after = file("after.yaml", "peers: [{address: 10.0.0.1:1, check: {interval: 30s}}]");
    CommandResult ran = CommandResult.run("validate", after, "--diff", before);
    assertTrue(ran.out().startsWith("no difference in meaning: "), ran::out);
    assertEquals(0, ran.exitCode());
  }

  @Test
  void bothSidesOfADifferenceAreValidated() throws IOException {
    String before = file("before.yaml", "peers: []\n");
    String after = file("after.yaml", "peers: x\n");
    CommandResult ran = CommandResult.run("validate", after, "--diff", before);
    assertEquals(2, ran.errorLines().size(), ran::err);
    assertEquals(1, ran.exitCode());
  }

  @Test
  void anInvalidCommandLine() {
    CommandResult twice = CommandResult.run("validate", "a", "b", "--diff", "c");
    assertEquals("rollcall: --diff compares with one FILE, found 2\n", twice.err());
    assertEquals(2, twice.exitCode());
    CommandResult inputs = CommandResult.run("validate", "-", "--diff", "-");
    assertEquals("rollcall: - (standard input) can be given only once\n", inputs.err());
    assertEquals(2, inputs.exitCode());
  }

  @Test
  void namesDoNotControlTheTerminal() {
    CommandResult ran = CommandResult.run("validate", "a\u001b[2J.yaml");
    assertEquals("a\\u001b[2J.yaml: there is no such file\n", ran.err());
  }
}

package dev.rollcall.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.file.PeersFile;
import dev.rollcall.source.file.TextFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.source.launcher.Launchers;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.source.settings.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rollcall init}: what it writes is read again, and means the same. */
class InitCommandTest {

  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  private static final Map<String, String> DSTACK =
      Map.of(
          "DSTACK_NODES_IPS", "10.0.0.2\n10.0.0.1\nfd00::3",
          "DSTACK_NODES_NUM", "3",
          "DSTACK_NODE_RANK", "1",
          "DSTACK_GPUS_PER_NODE", "4",
          "DSTACK_GPUS_NUM", "12");

  private final Path directory;

  InitCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Roster read(String text) {
    return accepted(PeersFile.read("made", text, CheckDefaults.UNKNOWN_NODE, Optional.empty()));
  }

  private static <T> T accepted(ParseResult<T> reading) {
    if (reading instanceof ParseResult.Valid<T> accepted) {
      return accepted.value();
    }
    throw new AssertionError(reading.toString());
  }

  private static void assertSame(Roster expected, Roster made) {
    assertEquals(expected.members(), made.members());
    assertEquals(expected.links(), made.links());
  }

  @Test
  void theExampleIsSound() {
    Path file = directory.resolve("peers.yaml");
    CommandResult ran = CommandResult.run("init", file.toString());
    assertEquals(
        "rollcall: wrote %1$s; 'rollcall validate %1$s' checks it\n".formatted(file), ran.err());
    assertEquals("", ran.out());
    assertEquals(0, ran.exitCode());
    CommandResult validated = CommandResult.run("validate", file.toString());
    assertEquals(file + ": 2 peers", validated.lines().get(0));
    assertEquals(0, validated.exitCode());
  }

  @Test
  void whatIsCommentedOutInTheExampleIsSoundToo() {
    String text = CommandResult.run("init", "-").out();
    String whole =
        text.replaceAll("(?m)^( *)# (check: \\{type: http|maintenance:|links:|  - \\[)", "$1$2");
    Roster roster = read(whole);
    assertEquals(1, roster.links().orElseThrow().size());
    assertTrue(roster.members().get(1).maintenance());
    assertEquals("http", roster.members().get(1).check().kind().type());
  }

  @Test
  void aFileThatIsThereIsLeftAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("peers.yaml"), "mine");
    CommandResult ran = CommandResult.run("init", file.toString());
    assertEquals(
        "rollcall: %s already exists; --force overwrites it, 'rollcall init -' prints to standard output\n"
            .formatted(file),
        ran.err());
    assertEquals(1, ran.exitCode());
    assertEquals("mine", Files.readString(file));
    assertEquals(0, CommandResult.run("init", "--force", file.toString()).exitCode());
    assertEquals(CommandResult.run("init", "-").out(), Files.readString(file));
  }

  @Test
  void aDirectoryThatIsMissing() {
    Path file = directory.resolve("missing").resolve("peers.yaml");
    CommandResult ran = CommandResult.run("init", file.toString());
    assertEquals("rollcall: the directory of %s does not exist\n".formatted(file), ran.err());
    assertEquals(1, ran.exitCode());
  }

  @Test
  void aLaunchersListKeepsItsDigest() {
    CommandResult ran =
        CommandResult.run("", DSTACK, "init", "-", "--from", "dstack", "--port", "50051");
    assertEquals("", ran.err());
    Roster launched =
        accepted(
                Launchers.read(
                    "dstack",
                    NodeSettings.read(Map.of("rollcall.launcher-port", "50051"), Set.of())
                        .settings(),
                    new Environment(DSTACK, TextFile::read)))
            .roster();
    assertEquals(launched.digest(), read(ran.out()).digest());
    assertTrue(ran.out().contains("# This node is ip-10-0-0-1 (rollcall --node-id).\n"), ran::out);
    assertEquals(ran, CommandResult.run("", DSTACK, "init", "-", "--from=auto", "--port=50051"));
  }

  @Test
  void aHostfile() throws IOException {
    Path file = directory.resolve("hosts");
    Files.writeString(file, "# the cluster\nnode1 slots=4\n10.0.0.2\nfd00::3 slots=2\n");
    CommandResult ran = CommandResult.run("init", "-", "--from", file.toString(), "--port=50051");
    assertEquals("", ran.err());
    assertEquals(
        List.of(
            "# Converted from " + file + ".",
            "peers:",
            "  - id: ip-10-0-0-2",
            "    address: 10.0.0.2:50051",
            "  - id: ip-fd00--3",
            "    address: \"[fd00::3]:50051\"",
            "    labels: {slots: \"2\"}",
            "  - id: node1",
            "    address: node1:50051",
            "    labels: {slots: \"4\"}"),
        ran.lines().subList(1, ran.lines().size()));
    CommandResult piped =
        CommandResult.run(
            Files.readString(file), Map.of(), "init", "-", "--from=-", "--port=50051");
    assertEquals(read(ran.out()).digest(), read(piped.out()).digest());
  }

  static Stream<Path> lists() throws IOException {
    return Stream.of("good", "exo")
        .map(CORPUS::resolve)
        .flatMap(InitCommandTest::files)
        .filter(file -> !file.toString().endsWith(".txt"))
        .sorted();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListOfPeersKeepsItsMeaning(Path file) {
    ParseResult<Roster> reading =
        PeersFile.read(file, CheckDefaults.UNKNOWN_NODE, Optional.empty());
    CommandResult ran = CommandResult.run("init", "-", "--from", file.toString());
    if (reading instanceof ParseResult.Valid<Roster> accepted) {
      assertEquals("", ran.err());
      assertSame(accepted.value(), read(ran.out()));
    } else {
      assertEquals(1, ran.exitCode());
      assertEquals("", ran.out());
    }
  }

  @Test
  void nodesOfExoAreCheckedAsExoNodes() {
    String exo =
        """
        {"peers": {"mac \\"1\\"": {"address": "10.0.0.1", "port": 50051, "device_capabilities":
          {"model": "Mac: Studio", "chip": "M2", "memory": 65536, "flops": {"fp32": 13.6, "fp16": 0, "int8": 0}}},
         "no": {"address": "10.0.0.2", "port": 50051, "device_capabilities":
          {"model": "Unknown Model", "chip": "Unknown Chip", "memory": 0, "flops": {"fp32": 0, "fp16": 0, "int8": 0}}}}}
        """;
    CommandResult ran = CommandResult.run(exo, Map.of(), "init", "-", "--from", "-");
    assertEquals("", ran.err());
    assertEquals(
        List.of(
            "# Converted from stdin.",
            "defaults:",
            "  check: {type: exo}",
            "peers:",
            "  - id: \"mac \\\"1\\\"\"",
            "    address: 10.0.0.1:50051",
            "    capabilities: {memory_gb: 64, model: \"Mac: Studio\", chip: M2, flops: {fp32: 13.6}}",
            "  - id: \"no\"",
            "    address: 10.0.0.2:50051"),
        ran.lines().subList(1, ran.lines().size()));
    assertEquals(2, read(ran.out()).members().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "NULL",
        "1",
        "1e3",
        "0x10",
        "2026-11-22",
        "a: b",
        "a #b",
        "- a",
        "[a]",
        "{a}",
        "'a'",
        "\"a\"",
        "a\\nb",
        "%a",
        "@a",
        "`a",
        "!a",
        "&a",
        "*a",
        "?",
        "~",
        "=",
        "<<",
        "ü",
        "节点",
        "\ud83d\ude00",
        "\ufeffx",
        "a\u00a0b",
        "a,b",
        "|",
        ">",
        "yes",
        "a:",
        "_",
        "-1",
        ".inf"
      })
  void anIdIsAnyText(String id) {
    String json =
        "{\"peers\": [{\"id\": %1$s, \"address\": \"a:1\", \"labels\": {\"x\": %1$s}}, {\"id\": \"other\", \"address\": \"b:1\"}], \"links\": [[%1$s, \"other\"]]}"
            .formatted("\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    Roster expected = read(json);
    CommandResult ran = CommandResult.run(json, Map.of(), "init", "-", "--from=-");
    assertEquals("", ran.err());
    assertSame(expected, read(ran.out()));
    assertEquals(expected.digest(), read(ran.out()).digest());
  }

  @Test
  void whatCannotBeMadeIntoAList() throws IOException {
    CommandResult port = CommandResult.run("", DSTACK, "init", "-", "--from=dstack");
    assertEquals(
        "rollcall: --port: is not set, and dstack lists hosts without ports; expected the port that"
            + " is checked on every node (1-65535)\n",
        port.err());
    assertEquals(1, port.exitCode());
    CommandResult range =
        CommandResult.run("", DSTACK, "init", "-", "--from=dstack", "--port=70000");
    assertTrue(range.err().startsWith("rollcall: --port: 70000 is out of range"), range::err);
    CommandResult absent = CommandResult.run("init", "-", "--from=slurm", "--port=1");
    assertTrue(absent.err().startsWith("rollcall: --from: 'slurm' is selected, but"), absent::err);
    CommandResult unknown = CommandResult.run("init", "-", "--from=dstak");
    assertTrue(
        unknown
            .err()
            .startsWith(
                "rollcall: --from: 'dstak' is neither a file nor a launcher; expected a file, or one"
                    + " of auto, dstack, "),
        unknown::err);
    Path hosts = Files.writeString(directory.resolve("hosts"), "a slots=x\n");
    CommandResult slots = CommandResult.run("init", "-", "--from", hosts.toString(), "--port=1");
    assertTrue(slots.err().startsWith("rollcall: " + hosts + ":1:1: expected 'host"), slots::err);
    CommandResult exo =
        CommandResult.run("{\"peers\": {\"a\": {}}}", Map.of(), "init", "-", "--from=-");
    assertTrue(exo.err().startsWith("rollcall: stdin:1:"), exo::err);
    Stream.of(port, range, absent, unknown, slots, exo).forEach(ran -> assertEquals("", ran.out()));
  }

  @Test
  void nothingIsWrittenThatWasNotRead() {
    Path file = directory.resolve("peers.yaml");
    assertEquals(1, CommandResult.run("init", file.toString(), "--from=dstak").exitCode());
    assertFalse(Files.exists(file));
  }

  @Test
  void aPortAloneMakesNoSense() {
    CommandResult ran = CommandResult.run("init", "-", "--port=1");
    assertEquals("rollcall: --port needs --from\n", ran.err());
    assertEquals(2, ran.exitCode());
  }
}

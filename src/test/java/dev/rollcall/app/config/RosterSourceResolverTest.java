package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.PeerId;
import dev.rollcall.peer.Roster;
import dev.rollcall.peer.TlsSettings;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.ParseResult.Valid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.file.TextFile;
import dev.rollcall.source.launcher.Environment;
import dev.rollcall.source.reload.RosterUpdate;
import dev.rollcall.text.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterSourceResolverTest {

  private static final String LIST =
      """
      peers:
        - {id: node1, address: "10.0.0.1:50051"}
        - {id: node2, address: "10.0.0.2:50051"}
      """;

  private static final Environment NO_LAUNCHER = new Environment(Map.of(), TextFile::read);

  private static final Map<String, String> DSTACK =
      Map.of(
          "DSTACK_NODES_IPS", "10.0.0.1\n10.0.0.2\n10.0.0.3",
          "DSTACK_NODE_RANK", "1",
          "DSTACK_NODES_NUM", "3");

  private final Path directory;

  RosterSourceResolverTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aFileThatIsAskedForIsInForce() throws IOException {
    Path file = file(LIST);
    StartupConfig config = accepted(Map.of("rollcall.peers-file", file.toString()));

    assertEquals("file:" + file, config.firstRoster().source());
    assertEquals(2, config.firstRoster().roster().peers().size());
  }

  @Test
  void theListInTheSettingsIsInForce() {
    StartupConfig config =
        accepted(
            Map.of("rollcall.peers[0].id", "node1", "rollcall.peers[0].address", "10.0.0.1:1"));

    assertEquals("settings", config.firstRoster().source());
    assertEquals(new PeerId("node1"), config.firstRoster().roster().peers().get(0).id());
  }

  @Test
  void theSettingsOfTheNodeAreTheDefaultsOfEveryPeer() throws IOException {
    StartupConfig config =
        accepted(
            Map.of(
                "rollcall.peers-file",
                file(LIST).toString(),
                "rollcall.check.interval",
                "7s",
                "rollcall.node-id",
                "node2",
                "rollcall.ready.min-healthy",
                "1"));

    Peer peer = config.firstRoster().roster().peers().get(0);
    assertEquals(Duration.ofSeconds(7), peer.check().interval());
    assertEquals(Optional.of(new PeerId("node2")), config.firstRoster().roster().self());
    assertEquals(List.of(new PeerId("node1")), List.of(peer.id()));
    assertEquals(OptionalInt.of(1), config.settings().minHealthy());
  }

  @Test
  void aListMayNameTheTlsConfigurationsOfTheSettings() throws IOException {
    String list = "peers: [{id: a, address: \"10.0.0.1:1\", check: {tls: {config: %s}}}]";

    StartupConfig config =
        accepted(Map.of("rollcall.peers-file", file(list.formatted("factory")).toString()));
    List<String> problems =
        refused(Map.of("rollcall.peers-file", file(list.formatted("factroy")).toString()));

    assertEquals(
        Optional.of(new TlsSettings(Optional.of("factory"), Optional.empty())),
        config.firstRoster().roster().peers().get(0).check().kind().tls());
    assertTrue(problems.get(0).endsWith("they have factory (quarkus.tls.NAME.*)"), problems.get(0));
  }

  @Test
  void twoListsAreAnErrorThatNamesBoth() throws IOException {
    List<String> problems =
        refused(
            Map.of(
                "rollcall.peers-file",
                file(LIST).toString(),
                "rollcall.peers[0].address",
                "10.0.0.1:1"));

    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("peers.yaml"), problems.get(0));
    assertTrue(problems.get(0).contains("rollcall.peers[0]"), problems.get(0));
  }

  @Test
  void aLauncherThatIsAskedForIsInForce() {
    StartupConfig config =
        ((Valid<StartupConfig>)
                read(
                    Map.of("rollcall.launcher", "dstack", "rollcall.launcher-port", "50051"),
                    DSTACK))
            .value();

    assertEquals("launcher:dstack", config.firstRoster().source());
    assertEquals(Optional.of(new PeerId("ip-10-0-0-2")), config.firstRoster().roster().self());
    assertEquals(
        List.of(new PeerId("ip-10-0-0-1"), new PeerId("ip-10-0-0-3")),
        config.firstRoster().roster().peers().stream().map(Peer::id).toList());
  }

  @Test
  void aLaunchersVariablesComeBeforeADefaultFile() {
    ParseResult<StartupConfig> reading =
        new RosterSourceResolver(
                settings(Map.of("rollcall.launcher-port", "50051")),
                path -> true,
                new Environment(DSTACK, TextFile::read),
                false,
                settings -> Optional.empty())
            .read();

    assertEquals(
        "launcher:dstack", ((Valid<StartupConfig>) reading).value().firstRoster().source());
  }

  @Test
  void whatIsAskedForComesBeforeALaunchersVariables() throws IOException {
    Path file = file(LIST);
    ParseResult<StartupConfig> reading =
        read(Map.of("rollcall.peers-file", file.toString()), DSTACK);

    assertEquals("file:" + file, ((Valid<StartupConfig>) reading).value().firstRoster().source());
  }

  @Test
  void aLauncherWithoutAPortSaysWhatToSet() {
    List<String> problems =
        ((Invalid<StartupConfig>) read(Map.of(), DSTACK))
            .problems().stream().map(Problem::toString).toList();

    assertEquals(
        List.of(
            "rollcall.launcher-port: is not set, and the list of peers was taken from dstack"
                + " (DSTACK_NODES_IPS), which gives no ports; expected the port that is checked on"
                + " every node (1-65535); or set rollcall.peers-file, to use a file"),
        problems);
  }

  @Test
  void variablesThatListNoNodesAreNoLauncher() {
    ParseResult<StartupConfig> reading =
        read(Map.of(), Map.of("SLURM_JOB_ID", "7", "DSTACK_NODES_IPS", "", "VC_TASK_INDEX", "0"));

    String problem = ((Invalid<StartupConfig>) reading).problems().get(0).toString();
    assertTrue(problem.contains("no launcher set a list of nodes in the environment"), problem);
  }

  @Test
  void aLauncherAndAnotherListAreAnErrorThatNamesAll() throws IOException {
    assertEquals(
        List.of(
            "rollcall.launcher: there are two lists of peers: the launcher 'auto'"
                + " (rollcall.launcher) and the one in the settings (rollcall.peers[0], ...);"
                + " expected only one of them"),
        refused(Map.of("rollcall.launcher", "auto", "rollcall.peers[0].address", "10.0.0.1:1")));
    List<String> withFile =
        refused(
            Map.of("rollcall.launcher", "dstack", "rollcall.peers-file", file(LIST).toString()));
    assertEquals(1, withFile.size(), withFile.toString());
    assertTrue(withFile.get(0).contains("peers.yaml"), withFile.get(0));
    assertTrue(withFile.get(0).contains("'dstack' (rollcall.launcher)"), withFile.get(0));
  }

  @Test
  void theFallbackDoesNotStandInForALauncherThatIsAskedFor() {
    Roster none = new Roster(List.of(), Optional.empty(), Optional.empty(), "");
    ParseResult<StartupConfig> reading =
        new RosterSourceResolver(
                settings(Map.of("rollcall.launcher", "slurm")),
                path -> false,
                NO_LAUNCHER,
                false,
                settings -> Optional.of(new RosterUpdate.Accepted(none, "demo")))
            .read();

    assertEquals(
        "rollcall.launcher: 'slurm' is selected, but its variables are not set; expected"
            + " SLURM_JOB_NODELIST",
        ((Invalid<StartupConfig>) reading).problems().get(0).toString());
  }

  @Test
  void noListAtAllIsAnErrorThatSaysWhereItLooked() {
    List<String> problems = refused(Map.of());

    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("peers.yaml in the working directory"), problems.get(0));
    assertTrue(problems.get(0).contains("/etc/rollcall/peers.yaml"), problems.get(0));
  }

  @Test
  void theFirstDefaultFileThatIsThereCounts() {
    ParseResult<StartupConfig> reading =
        new RosterSourceResolver(
                settings(Map.of()),
                Path.of("/etc/rollcall/peers.yaml")::equals,
                NO_LAUNCHER,
                false,
                settings -> Optional.empty())
            .read();

    List<Problem> problems = ((Invalid<StartupConfig>) reading).problems();
    assertTrue(problems.get(0).toString().startsWith("/etc/rollcall/peers.yaml"), "it was read");
  }

  @Test
  void theFallbackCountsOnlyIfNothingIsAskedFor() {
    Roster demo =
        new Roster(
            List.of(Peer.at("demo", "127.0.0.1:1", CheckSettings.DEFAULTS)),
            Optional.empty(),
            Optional.empty(),
            "");
    Optional<RosterUpdate.Accepted> fallback = Optional.of(new RosterUpdate.Accepted(demo, "demo"));

    ParseResult<StartupConfig> nothing =
        new RosterSourceResolver(
                settings(Map.of()), path -> false, NO_LAUNCHER, false, settings -> fallback)
            .read();
    ParseResult<StartupConfig> missing =
        new RosterSourceResolver(
                settings(Map.of("rollcall.peers-file", "/no/such/file")),
                path -> false,
                NO_LAUNCHER,
                false,
                settings -> fallback)
            .read();

    ParseResult<StartupConfig> asked =
        new RosterSourceResolver(
                settings(Map.of("rollcall.peers-file", "/no/such/file")),
                path -> true,
                NO_LAUNCHER,
                true,
                settings -> fallback)
            .read();

    assertEquals("demo", ((Valid<StartupConfig>) nothing).value().firstRoster().source());
    assertEquals("demo", ((Valid<StartupConfig>) asked).value().firstRoster().source());
    assertEquals(1, ((Invalid<StartupConfig>) missing).problems().size());
  }

  @Test
  void problemsOfTheSettingsAndOfTheListAreToldTogether() throws IOException {
    List<String> problems =
        refused(
            Map.of(
                "rollcall.peers-file",
                file("peers:\n  - {id: a, address: \"10.0.0.1:0\"}\n").toString(),
                "rollcall.check.fall",
                "0",
                "rollcall.check.intervall",
                "1s",
                "rollcall.listen.port",
                "65536",
                "rollcall.ready.min-healthy",
                "-1"));

    assertEquals(5, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("peers.yaml:2:22: peers[0].address"), problems.get(0));
    assertEquals("rollcall.check.fall: 0 is out of range (1-100)", problems.get(1));
    assertEquals(
        "rollcall.check.intervall: unknown key 'intervall'; did you mean 'interval'?",
        problems.get(2));
    assertEquals("rollcall.listen.port: 65536 is out of range (0-65535)", problems.get(3));
    assertEquals("rollcall.ready.min-healthy: -1 is out of range (0-65536)", problems.get(4));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("peers.yaml"), content);
  }

  private static StartupConfig accepted(Map<String, String> properties) {
    return ((Valid<StartupConfig>) read(properties)).value();
  }

  private static List<String> refused(Map<String, String> properties) {
    return ((Invalid<StartupConfig>) read(properties))
        .problems().stream().map(Problem::toString).toList();
  }

  private static ParseResult<StartupConfig> read(Map<String, String> properties) {
    return read(properties, Map.of());
  }

  private static ParseResult<StartupConfig> read(
      Map<String, String> properties, Map<String, String> variables) {
    return new RosterSourceResolver(
            settings(properties),
            path -> false,
            new Environment(variables, TextFile::read),
            false,
            settings -> Optional.empty())
        .read();
  }

  @Test
  void aProblemNamesTheVariableThatSetIt() {
    Map<String, String> values =
        Map.of(
            "rollcall.peers.host", "x",
            "rollcall.check.interval", "soon",
            "rollcall.launcher-port", "0");
    Map<String, String> variables =
        Map.of(
            "rollcall.peers.host", "ROLLCALL_PEERS_HOST",
            "rollcall.check.interval", "rollcall_check_interval");

    List<String> problems =
        ((Invalid<StartupConfig>)
                new RosterSourceResolver(
                        settings(values, variables),
                        path -> false,
                        NO_LAUNCHER,
                        false,
                        settings -> Optional.empty())
                    .read())
            .problems().stream().map(Problem::toString).toList();

    assertEquals(
        List.of(
            "rollcall.check.interval (rollcall_check_interval): expected %s, found 'soon'"
                .formatted(DurationText.EXPECTED),
            "rollcall.launcher-port: 0 is out of range (1-65535)",
            "rollcall.peers (ROLLCALL_PEERS_HOST): expected a list, found a mapping"),
        problems);
  }

  private static RollcallProperties settings(Map<String, String> values) {
    return settings(values, Map.of());
  }

  private static RollcallProperties settings(
      Map<String, String> values, Map<String, String> variables) {
    return new RollcallProperties(values, variables, Set.of(), Set.of("factory"));
  }
}

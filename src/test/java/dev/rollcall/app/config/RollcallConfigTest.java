package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.roster.RosterReader;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.source.settings.NodeSettings;
import dev.rollcall.source.settings.SettingsDocument;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollcallConfigTest {

  @ParameterizedTest
  @CsvSource({
    "ROLLCALL_LISTEN_WATCH_LIMIT, rollcall.listen.watch-limit",
    "ROLLCALL_SHUTDOWN_TIMEOUT, rollcall.shutdown-timeout",
    "ROLLCALL_CHECK_TYPE, rollcall.check.type",
    "ROLLCALL_CHECK_METADATA_AUTHORIZATION, rollcall.check.metadata.authorization",
    "ROLLCALL_CHECK_HEADERS_AUTHORIZATION, rollcall.check.headers.authorization",
    "ROLLCALL_CHECK_STATUS, rollcall.check.status",
    "ROLLCALL_CHECK_TLS, rollcall.check.tls",
    "ROLLCALL_CHECK_TLS_CONFIG, rollcall.check.tls.config",
    "ROLLCALL_CHECK_TLS_SERVER_NAME, rollcall.check.tls.server-name",
    "ROLLCALL_CHECK_CONFIRM_INTERVAL, rollcall.check.confirm-interval",
    "ROLLCALL_CHECK_WATCH_LIMIT, rollcall.check.watch-limit",
    "ROLLCALL_CHECK_IN_FLIGHT_LIMIT, rollcall.check.in-flight-limit",
    "ROLLCALL_TOKEN_FILE, rollcall.token-file",
    "ROLLCALL_LISTEN_TLS, rollcall.listen.tls",
    "ROLLCALL_LISTEN_CLIENT_AUTH, rollcall.listen.client-auth",
    "ROLLCALL_LISTEN_CONNECTION_LIMIT, rollcall.listen.connection-limit",
    "ROLLCALL_PEERS_0__ADDRESS, rollcall.peers[0].address",
    "ROLLCALL_PEERS_0__CHECK_PATH, rollcall.peers[0].check.path",
    "ROLLCALL_PEERS_0__CHECK_TLS, rollcall.peers[0].check.tls",
    "ROLLCALL_PEERS_0__CHECK_TLS_SERVER_NAME, rollcall.peers[0].check.tls.server-name",
    "ROLLCALL_PEERS_0__CAPABILITIES_MEMORY_GB, rollcall.peers[0].capabilities.memory-gb",
  })
  void aSettingMayComeFromTheEnvironment(String variable, String property) {
    RollcallProperties properties = properties(Map.of(variable, "x"));

    assertEquals("x", properties.values().get(property), properties.toString());
    assertEquals(Set.of(), properties.ignored());
  }

  @Test
  void theReadersKnowEveryNameOfTheMapping() {
    Map<String, String> properties = new TreeMap<>();
    ConfigMappings.getProperties(ConfigClass.configClass(RollcallConfig.class, "rollcall"))
        .keySet()
        .forEach(name -> properties.put(name.replace("[*]", "[0]").replace("*", "x"), "x"));
    assertTrue(properties.containsKey("rollcall.listen.port"), properties.toString());
    assertTrue(properties.containsKey("rollcall.peers[0].address"), properties.toString());

    List<Problem> problems = new ArrayList<>(NodeSettings.read(properties, Set.of()).problems());
    if (RosterReader.read(SettingsDocument.of(properties), CheckDefaults.NONE, Optional.empty())
        instanceof Invalid<Roster> invalid) {
      problems.addAll(invalid.problems());
    }

    assertEquals(
        List.of(), problems.stream().filter(p -> p.toString().contains("unknown key")).toList());
    assertTrue(problems.size() > 20, "each value is wrong: " + problems);
  }

  @Test
  void namesOfTlsConfigurationsAreFound() {
    assertEquals(
        Set.of("factory"),
        properties(Map.of("quarkus.tls.factory.trust-store.pem.certs", "ca.pem")).tlsConfigs());
  }

  @ParameterizedTest
  @CsvSource({
    "ROLLCALL_SERVICE_HOST, 10.96.0.5",
    "ROLLCALL_PORT, tcp://10.96.0.5:7655",
    "ROLLCALL_PEERS_SERVICE_HOST, 10.96.0.5",
    "ROLLCALL_PEERS_SERVICE_HOST, fd00::5",
    "ROLLCALL_PEERS_SERVICE_PORT, 7655",
    "ROLLCALL_PEERS_SERVICE_PORT_GRPC_WEB, 7655",
    "ROLLCALL_PEERS_PORT, tcp://[fd00::5]:7655",
    "ROLLCALL_PEERS_PORT_7655_TCP, tcp://10.96.0.5:7655",
    "ROLLCALL_PEERS_PORT_7655_TCP_PROTO, tcp",
    "ROLLCALL_PEERS_PORT_7655_TCP_PORT, 7655",
    "ROLLCALL_PEERS_PORT_7655_TCP_ADDR, 10.96.0.5",
    "ROLLCALL_PEERS_0_SERVICE_HOST, 10.96.0.5",
    "ROLLCALL_CHECK_PORT, tcp://10.96.0.6:80",
    "ROLLCALL_CHECK_PORT_53_UDP, udp://10.96.0.6:53",
    "ROLLCALL_CHECK_PORT_53_UDP_PROTO, udp",
    "ROLLCALL_CHECK_PORT_9_SCTP, sctp://10.96.0.6:9",
    "ROLLCALL_LISTEN_SERVICE_PORT, 80",
    "ROLLCALL_LISTEN_PORT, tcp://10.96.0.7:80",
    "ROLLCALL_LAUNCHER_PORT, tcp://10.96.0.7:80",
    "ROLLCALL_LAUNCHER_SERVICE_HOST, 10.96.0.7",
    "ROLLCALL_LINKS_SERVICE_HOST, 10.96.0.7",
    "ROLLCALL_NODE_SERVICE_HOST, 10.96.0.7",
    "ROLLCALL_READY_PORT, tcp://10.96.0.7:80",
  })
  void aServiceVariableOfKubernetesIsNotASetting(String variable, String value) {
    RollcallProperties properties = properties(Map.of(variable, value));

    assertEquals(
        Map.of("rollcall.listen.host", "127.0.0.1", "rollcall.listen.port", "7655"),
        properties.values());
    assertEquals(Set.of(variable), properties.ignored());
  }

  @Test
  void theVariablesOfADockerLinkAreNotSettings() {
    Map<String, String> variables =
        Map.of(
            "ROLLCALL_PEERS_NAME", "/web/rollcall-peers",
            "ROLLCALL_PEERS_ENV_PATH", "/usr/bin",
            "ROLLCALL_PEERS_ENV_HOME", "/root");

    assertEquals(variables.keySet(), properties(variables).ignored());
  }

  @ParameterizedTest
  @CsvSource({
    "ROLLCALL_LISTEN_PORT, 7656, rollcall.listen.port",
    "ROLLCALL_LAUNCHER_PORT, x://y, rollcall.launcher-port",
    "ROLLCALL_PEERS_SERVICE_HOST, web, rollcall.peers.service.host",
    "ROLLCALL_CHECK_PORT, 80, rollcall.check.port",
    "ROLLCALL_PEERS_0__LABELS_SERVICE_HOST, 10.0.0.1, rollcall.peers[0].labels.service.host",
  })
  void aVariableThatOnlyLooksLikeAServiceVariableCounts(
      String variable, String value, String property) {
    RollcallProperties properties = properties(Map.of(variable, value));

    assertEquals(value, properties.values().get(property), properties.toString());
    assertEquals(variable, properties.variables().get(property), properties.toString());
    assertEquals(Set.of(), properties.ignored());
  }

  @Test
  void aServiceVariableLeavesTheSettingOfALowerSource() {
    RollcallProperties properties =
        RollcallProperties.of(
            config(
                Map.of("ROLLCALL_LAUNCHER_PORT", "tcp://10.96.0.7:80"),
                Map.of("rollcall.launcher-port", "50051")));

    assertEquals("50051", properties.values().get("rollcall.launcher-port"));
  }

  @Test
  void aServiceVariableDoesNotMoveThePort() {
    SmallRyeConfig config =
        config(
            Map.of("ROLLCALL_LISTEN_PORT", "tcp://10.96.0.7:80"),
            Map.of(
                "rollcall.listen.port", "7700",
                "rollcall.listen.tls", "factory",
                "quarkus.http.port", "${rollcall.listen.port}"));

    assertEquals("7700", config.getConfigValue("quarkus.http.port").getValue());
    assertEquals("7700", config.getConfigValue("quarkus.http.ssl-port").getValue());
  }

  @ParameterizedTest
  @CsvSource({
    "rollcall.peers[9999999999].id",
    "rollcall.links[9999999999]",
    "rollcall.check.metadata[99999999999999999999]",
  })
  void anIndexThatIsTooLargeIsAProblemAndNotAFailure(String property) {
    RollcallProperties properties =
        RollcallProperties.of(config(Map.of(), Map.of(property, "x", "other[9999999999]", "y")));

    assertEquals("x", properties.values().get(property), properties.toString());
  }

  @Test
  void anIndexThatIsTooLargeInTheEnvironmentIsAProblemAndNotAFailure() {
    RollcallProperties properties =
        properties(Map.of("ROLLCALL_PEERS_9999999999__ID", "x", "OTHER_9999999999_", "y"));

    assertEquals(
        Map.of("rollcall.peers[9999999999].id", "ROLLCALL_PEERS_9999999999__ID"),
        properties.variables());
  }

  private static RollcallProperties properties(Map<String, String> variables) {
    return RollcallProperties.of(config(variables, Map.of()));
  }

  private static SmallRyeConfig config(Map<String, String> variables, Map<String, String> file) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptors(new OversizedIndexFilter())
        .withMapping(RollcallConfig.class)
        .withMappingIgnore("rollcall.**")
        .withSources(new EnvConfigSource(variables, 300))
        .withSources(new PropertiesConfigSource(file, "file", 250))
        .withSources(new ListenConfigSource())
        .build();
  }
}

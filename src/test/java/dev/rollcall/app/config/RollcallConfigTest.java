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

  private static RollcallProperties properties(Map<String, String> variables) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(RollcallConfig.class)
            .withMappingIgnore("rollcall.**")
            .withSources(new EnvConfigSource(variables, 300))
            .build();
    return RollcallProperties.of(config);
  }
}

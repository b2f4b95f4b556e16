package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.program.PrometheusProcess;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of {@code src/examples/prometheus}, with Prometheus and the packaged program. */
class PrometheusIT {

  private static final Path FILES = Path.of("src", "examples", "prometheus").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "a-token-of-the-tests";

  @BeforeEach
  void isInstalled() {
    PrometheusProcess.need();
  }

  @Test
  void theFilesAreRight() throws IOException {
    String checked = PrometheusProcess.tool(FILES, "check", "config", "prometheus.yml");
    assertTrue(checked.contains("8 rules found"), checked);
    PrometheusProcess.tool(FILES, "test", "rules", "rollcall.rules.test.yml");
  }

  @Test
  void itScrapesRollcallAndDiscoversThePeersWithTheToken(@TempDir Path directory)
      throws IOException {
    Path token = Files.writeString(directory.resolve("token"), TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    try (HealthServer healthy = HealthServer.start();
        WebServer metrics = WebServer.start();
        PackagedRollcall rollcall = started(directory, healthy, metrics, token);
        PrometheusProcess prometheus = started(directory, rollcall, metrics, token)) {
      Eventually.holds(
          "it scrapes", PATIENCE, () -> prometheus.query("rollcall_peer_up").contains("healthy"));
      Eventually.holds(
          "the peers are targets",
          PATIENCE,
          () -> prometheus.targets().contains("\"peer\":\"dead\""));

      assertTrue(prometheus.targets().contains("\"peer\":\"healthy\""), prometheus.targets());
      assertTrue(prometheus.targets().contains("127.0.0.1:" + metrics.port() + "/metrics"));
      assertTrue(!prometheus.targets().contains("\"peer\":\"out\""), prometheus.targets());
      assertEquals(List.of("1"), values(prometheus.query("up{job=\"rollcall\"}")));
      Eventually.holds(
          "the dead peer is down",
          PATIENCE,
          () -> values(prometheus, "rollcall_peer_up{peer=\"dead\"}").equals(List.of("0")));
      assertEquals(List.of("1"), values(prometheus.query("rollcall_peer_up{peer=\"healthy\"}")));
      assertTrue(prometheus.rules().contains("RollcallPeerDown"), prometheus.rules());
      assertExpressions(prometheus);
    }
  }

  /** Each expression of the dashboard can be evaluated and returns data. */
  private static void assertExpressions(PrometheusProcess prometheus) throws IOException {
    Struct.Builder dashboard = Struct.newBuilder();
    JsonFormat.parser().merge(Files.readString(FILES.resolve("grafana-dashboard.json")), dashboard);
    List<String> expressions = new ArrayList<>();
    for (Value panel : list(dashboard.build(), "panels").getValuesList()) {
      for (Value target : list(panel.getStructValue(), "targets").getValuesList()) {
        expressions.add(target.getStructValue().getFieldsOrThrow("expr").getStringValue());
      }
    }
    assertTrue(expressions.size() > 10, expressions.toString());
    for (String expression : expressions) {
      String query = expression.replace("$__rate_interval", "1m").replace("$instance", ".*");
      Eventually.holds(query, PATIENCE, () -> !values(prometheus, query).isEmpty());
    }
  }

  private static List<String> values(PrometheusProcess prometheus, String expression) {
    try {
      return values(prometheus.query(expression));
    } catch (IOException e) {
      throw new AssertionError(expression, e);
    }
  }

  /** The values of a vector. */
  private static List<String> values(String answer) throws IOException {
    Struct.Builder read = Struct.newBuilder();
    JsonFormat.parser().merge(answer, read);
    assertEquals("success", read.getFieldsOrThrow("status").getStringValue(), answer);
    Struct data = read.getFieldsOrThrow("data").getStructValue();
    List<String> values = new ArrayList<>();
    for (Value sample : list(data, "result").getValuesList()) {
      values.add(list(sample.getStructValue(), "value").getValues(1).getStringValue());
    }
    return values;
  }

  private static ListValue list(Struct struct, String name) {
    return struct.getFieldsOrThrow(name).getListValue();
  }

  private static PackagedRollcall started(
      Path directory, HealthServer healthy, WebServer metrics, Path token) throws IOException {
    Files.writeString(
        directory.resolve("peers.yaml"),
        """
        defaults: {check: {interval: 1s}}
        peers:
          - {id: healthy, address: "%s"}
          - {id: dead, address: "127.0.0.1:1"}
          - {id: out, address: "127.0.0.1:2", maintenance: true}
        """
            .formatted(healthy.address()));
    assertTrue(metrics.port() > 0);
    return PackagedRollcall.start(
            directory, Map.of("rollcall.token-file", token.toString()), Map.of())
        .listening();
  }

  /** With the example's settings, except for the addresses and intervals. */
  private static PrometheusProcess started(
      Path directory, PackagedRollcall rollcall, WebServer metrics, Path token) throws IOException {
    String settings =
        Files.readString(FILES.resolve("prometheus.yml"))
            .replace("127.0.0.1:7655", "127.0.0.1:" + rollcall.port().orElseThrow())
            .replace(":9100", ":" + metrics.port())
            .replace("# authorization", "authorization")
            .replace("/etc/prometheus/rollcall-token", token.toString())
            .replace("refresh_interval: 30s", "refresh_interval: 1s");
    Files.copy(FILES.resolve("rollcall.rules.yml"), directory.resolve("rollcall.rules.yml"));
    Path file =
        Files.writeString(
            directory.resolve("prometheus.yml"),
            "global: {scrape_interval: 1s, evaluation_interval: 1s}\n" + settings);
    return PrometheusProcess.start(file, directory.resolve("data"));
  }
}

package dev.rollcall.testing.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The real Prometheus, as a process of its own, and its tool. */
public final class PrometheusProcess implements AutoCloseable {

  private final Process process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private PrometheusProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Skips the test where it is not installed. */
  public static void need() {
    boolean there =
        Stream.of(System.getenv("PATH").split(":", -1))
            .map(Path::of)
            .anyMatch(path -> path.resolve("promtool").toFile().canExecute());
    Prerequisites.require(there, "needs prometheus and promtool (Debian: prometheus)");
  }

  /** Checks files with promtool. */
  public static String tool(Path directory, String... words) throws IOException {
    List<String> command =
        SystemCommand.joined(
            List.of("env", "-C", directory.toString(), "promtool"), List.of(words));
    return SystemCommand.run(command);
  }

  /** Starts it on a free port, and waits until it answers. */
  public static PrometheusProcess start(Path settings, Path data) throws IOException {
    int port;
    try (RefusingPort free = RefusingPort.take()) {
      port = free.port();
    }
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + settings,
                "--storage.tsdb.path=" + data,
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling("prometheus.log").toFile())
            .start();
    PrometheusProcess prometheus = new PrometheusProcess(process, port);
    Eventually.holds("Prometheus is ready", Duration.ofSeconds(60), prometheus::isReady);
    return prometheus;
  }

  /** What it knows of its targets, as JSON. */
  public String targets() {
    return get("/api/v1/targets?state=active");
  }

  /** Its rules, as JSON. */
  public String rules() {
    return get("/api/v1/rules");
  }

  /** What this expression comes to now, as JSON. */
  public String query(String expression) {
    return get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
  }

  private boolean isReady() {
    return get("/-/ready").contains("Ready");
  }

  private String get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(10))
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return String.valueOf(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

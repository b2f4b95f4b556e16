package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import dev.rollcall.testing.network.RawHttp;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that HTTP clients get before a request reaches the API, and around it. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpEdgesIT {

  private static final String OTHER_SITE = "https://other.example";

  private final PackagedRollcall rollcall;
  private final HttpClient client = HttpClient.newHttpClient();

  HttpEdgesIT(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("peers.yaml"),
        """
        peers:
          - {id: me, address: "127.0.0.1:1", capabilities: {memory_gb: 8}, labels: {site: a}}
          - {id: other, address: "127.0.0.1:2", maintenance: true}
        """);
    rollcall =
        PackagedRollcall.start(directory, Map.of("rollcall.node-id", "me"), Map.of()).listening();
  }

  @AfterAll
  void close() {
    rollcall.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/peers/%zz, path '/api/v1/peers/%zz' has a % that is not followed by two hex digits",
    "/api/v1/peers?status=%, query 'status=%' has a % that is not",
    "/api/v1/peers?label=a|b, query 'label=a|b' has an unescaped '|'; expected %7C",
    "//, path '//' is invalid: expected authority",
    "/api/v1/peers?status=%4, query 'status=%4'",
    "/api/v1/watch?after=%g0, query 'after=%g0'",
    "/%, path '/%'",
    "/page/%zz.js, path '/page/%zz.js'",
    "/q/metrics?%, query '%'",
    "/q/health/%zz, path '/q/health/%zz'"
  })
  void aMalformedUriIsRejected(String uri, String expected) throws IOException {
    int before = rollcall.output().size();

    String answer = RawHttp.answer(rollcall.port().orElseThrow(), uri);

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-type: application/json"), answer);
    assertTrue(answer.contains("{\"code\":3,\"message\":\"the " + expected), answer);
    assertTrue(answer.contains("google.rpc.ErrorInfo"), answer);
    Eventually.holds("it still serves", () -> rollcall.list().getTotalSize() == 1);
    assertEquals(List.of(), rollcall.output().subList(before, rollcall.output().size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-No-Host: a", "Host: a b:x"})
  void aMissingHostIsRejected(String header) throws IOException {
    int before = rollcall.output().size();

    String answer = RawHttp.answer(rollcall.port().orElseThrow(), "/api/v1/peers", header);

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(answer.contains("{\"code\":3,\"message\":\"the request has no valid host"), answer);
    Eventually.holds("it still serves", () -> rollcall.list().getTotalSize() == 1);
    assertEquals(List.of(), rollcall.output().subList(before, rollcall.output().size()));
  }

  @Test
  void theNodeItselfIsThatOfTheContract() throws IOException, InterruptedException {
    HttpResponse<String> answer = rollcall.get("/api/v1/peers/me");

    Peer.Builder peer = Peer.newBuilder();
    JsonFormat.parser().merge(answer.body(), peer);
    assertEquals(
        rollcall.discovery().getPeer(GetPeerRequest.newBuilder().setId("me").build()),
        peer.build());
    assertFalse(peer.hasHealth());
    String tag = answer.headers().firstValue("etag").orElseThrow();
    HttpRequest again = request("/api/v1/peers/me").header("if-none-match", tag).build();
    assertEquals(304, client.send(again, BodyHandlers.ofString()).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page/app.js",
        "/page/history?id=other",
        "/api/v1/peers",
        "/api/v1/peers/other",
        "/api/v1/topology",
        "/api/v1/prometheus",
        "/q/metrics",
        "/q/health/live"
      })
  void otherSitesMayReadNothing(String path) throws IOException, InterruptedException {
    HttpRequest plain = request(path).header("origin", OTHER_SITE).build();
    HttpResponse<String> answer = client.send(plain, BodyHandlers.ofString());
    HttpRequest preflight =
        request(path)
            .header("origin", OTHER_SITE)
            .header("access-control-request-method", "GET")
            .header("access-control-request-headers", "authorization")
            .method("OPTIONS", BodyPublishers.noBody())
            .build();
    HttpResponse<String> asked = client.send(preflight, BodyHandlers.ofString());

    assertEquals(200, answer.statusCode());
    assertEquals(List.of(), allowances(answer));
    assertEquals(List.of(), allowances(asked));
  }

  private static List<String> allowances(HttpResponse<?> answer) {
    return answer.headers().map().keySet().stream()
        .filter(name -> name.startsWith("access-control-"))
        .toList();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d%s".formatted(rollcall.port().orElseThrow(), path)));
  }
}

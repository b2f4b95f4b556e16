package dev.rollcall.serve.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.peer.DirectoryFixture;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class PageRoutesTest {

  private static final Path SOURCES = Path.of("src/main/resources/page");
  private static final Pattern MARKUP =
      Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b");
  private static final Pattern ABSOLUTE = Pattern.compile("[\"'`(=]/(?![/>*])[a-z.$]");
  private static final int MOST_BYTES = 300_000;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  PageRoutesTest() {
    Router router = Router.router(vertx);
    PageRoutes.install(router, new DirectoryFixture(DirectoryFixture.peers("a")).directory());
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterAll
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void allItsFilesAreServedAndNoMore() throws IOException {
    Set<String> there;
    try (Stream<Path> files = Files.list(SOURCES)) {
      there = files.map(PageRoutesTest::path).collect(Collectors.toCollection(TreeSet::new));
    }
    assertEquals(there, new TreeSet<>(new PageFiles().all().keySet()));
  }

  /** So that it works below a path too, behind a reverse proxy that takes the path away. */
  @Test
  void noAddressInItIsAbsolute() {
    new PageFiles()
        .all()
        .forEach(
            (path, file) -> {
              Matcher absolute = ABSOLUTE.matcher(file.text());
              assertFalse(absolute.find(), () -> path + ": " + absolute.group());
            });
  }

  @Test
  void itIsSmall() {
    int bytes =
        new PageFiles()
            .all().values().stream().mapToInt(file -> file.text().getBytes(UTF_8).length).sum();
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/app.js", "/page/icon.svg", "/page/history?id=a"})
  void nothingButItsOwnIsRunShownOrAsked(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    assertEquals(200, answer.statusCode());
    String policy = header(answer, "content-security-policy");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; "), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("nosniff", header(answer, "x-content-type-options"));
  }

  @Test
  void nothingInItWouldNeedAnExceptionOfThePolicy() throws IOException {
    String index = Files.readString(SOURCES.resolve("index.html"));
    assertEquals(1, index.split("<script", -1).length - 1, "scripts of the page");
    assertFalse(Pattern.compile("<style|\\s(?:style|on[a-z]+)=|https?:").matcher(index).find());
    for (PageFile file : new PageFiles().all().values()) {
      assertFalse(MARKUP.matcher(file.text()).find(), file.text());
    }
  }

  @Test
  void whatTheClientHasIsNotSentAgain() throws IOException, InterruptedException {
    HttpResponse<String> first = get("/");
    assertEquals("text/html; charset=utf-8", header(first, "content-type"));
    assertEquals("no-cache", header(first, "cache-control"));
    String tag = header(first, "etag");
    assertEquals(304, get("/", "if-none-match", tag).statusCode());
    assertEquals(304, get("/", "if-none-match", "\"other\", " + tag).statusCode());
    assertEquals(304, get("/", "if-none-match", "*").statusCode());
    assertEquals(200, get("/", "if-none-match", "\"other\"").statusCode());
    assertEquals(200, get("/page/app.js", "if-none-match", tag).statusCode());
  }

  @Test
  void theHistoryIsNeverKept() throws IOException, InterruptedException {
    HttpResponse<String> answer = get("/page/history?id=a");
    assertEquals("no-store", header(answer, "cache-control"));
    assertEquals("application/json", header(answer, "content-type"));
    assertEquals(404, get("/page/history?id=b").statusCode());
  }

  @Test
  void itOnlyReads() throws IOException, InterruptedException {
    HttpResponse<String> posted = send(request("/").POST(BodyPublishers.ofString("x")));
    assertEquals(405, posted.statusCode());
    assertEquals("GET, HEAD", header(posted, "allow"));
    HttpResponse<String> head = send(request("/").method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals(
        String.valueOf(Files.size(SOURCES.resolve("index.html"))), header(head, "content-length"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/page", "/page/", "/page/index.html", "/page/none.js", "/page/history/x", "/x"})
  void thereIsNothingElse(String path) throws IOException, InterruptedException {
    assertEquals(404, get(path).statusCode());
  }

  private static String path(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals("index.html") ? "/" : "/page/" + name;
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}

package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.PackagedRollcall;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** gRPC calls that no library would make: each is answered, and none is a fault of ours. */
@TestInstance(Lifecycle.PER_CLASS)
class MalformedCallsIT {

  private static final String LIST_PEERS = "/rollcall.v1.Discovery/ListPeers";
  private static final String REFLECTION =
      "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
  private static final int PATIENCE_SECONDS = 10;

  private static final int OK = 0;
  private static final int INVALID_ARGUMENT = 3;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNIMPLEMENTED = 12;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setHttp2ClearTextUpgrade(false));
  private final PackagedRollcall rollcall;

  MalformedCallsIT(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    rollcall = PackagedRollcall.start(directory, Map.of(), Map.of());
  }

  @BeforeAll
  void start() {
    rollcall.listening();
  }

  @AfterAll
  void stop() throws ExecutionException, InterruptedException, TimeoutException {
    rollcall.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @AfterEach
  void nothingIsLogged() {
    assertEquals(List.of(), rollcall.lines("\tat "), rollcall.output().toString());
    assertEquals(List.of(), rollcall.lines("ERROR"), rollcall.output().toString());
    assertEquals(1, rollcall.list().getTotalSize());
  }

  static Stream<Arguments> calls() throws IOException {
    byte[] empty = new byte[0];
    byte[] garbage = {-1, -1, -1, -1};
    return Stream.of(
        row("an empty message", OK, frame(0, empty)),
        row("gzip", OK, frame(1, gzip(empty)), "grpc-encoding", "gzip"),
        row("identity", OK, frame(0, empty), "grpc-encoding", "identity"),
        row("gzip said and not done", OK, frame(0, empty), "grpc-encoding", "gzip"),
        row("a binary header", OK, frame(0, empty), "x-bin", "AAEC"),
        row("binary headers in one", OK, frame(0, empty), "x-bin", "AAEC,AAE"),
        row("an unknown encoding", UNIMPLEMENTED, frame(1, empty), "grpc-encoding", "snappy"),
        row("an empty encoding", UNIMPLEMENTED, frame(0, empty), "grpc-encoding", ""),
        row("a binary header of no base64", INVALID_ARGUMENT, frame(0, empty), "x-bin", "%%%"),
        row("compressed without a word", INVALID_ARGUMENT, frame(1, gzip(empty))),
        row("said to be gzip", INVALID_ARGUMENT, frame(1, garbage), "grpc-encoding", "gzip"),
        row("an unknown flag", INVALID_ARGUMENT, frame(7, empty)),
        row("no protobuf", INVALID_ARGUMENT, frame(0, garbage)),
        row("protobuf cut short", INVALID_ARGUMENT, frame(0, new byte[] {0x0a, 0x7f, 1})),
        row("text that is no UTF-8", INVALID_ARGUMENT, frame(0, new byte[] {0x12, 1, -1})),
        row("no message", INVALID_ARGUMENT, Buffer.buffer()),
        row("half a prefix", INVALID_ARGUMENT, Buffer.buffer(new byte[] {0, 0, 0})),
        row("half a message", INVALID_ARGUMENT, frame(0, new byte[50]).getBuffer(0, 20)),
        row("two messages", INVALID_ARGUMENT, frame(0, empty).appendBuffer(frame(0, empty))),
        row("too large", RESOURCE_EXHAUSTED, frame(0, new byte[300_000])),
        row("4 GB promised", RESOURCE_EXHAUSTED, Buffer.buffer(new byte[] {0, -1, -1, -1, -1})),
        row(
            "a bomb",
            RESOURCE_EXHAUSTED,
            frame(1, gzip(new byte[100_000_000])),
            "grpc-encoding",
            "gzip"));
  }

  private static Arguments row(String name, int status, Buffer body, String... headers) {
    return Arguments.of(name, status, body, List.of(headers));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("calls")
  void eachIsAnswered(String name, int status, Buffer body, List<String> headers)
      throws ExecutionException, InterruptedException, TimeoutException {
    Answer answer = call(LIST_PEERS, body, headers);
    assertEquals(String.valueOf(status), answer.status(), answer.toString());
    if (status == OK) {
      return;
    }
    assertTrue(answer.details().isPresent(), answer.toString());
    if (status == UNIMPLEMENTED) {
      assertEquals(Optional.of("identity,gzip"), answer.accepted());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void aStreamOfRequestsIsAnsweredToo(String name, int status, Buffer body, List<String> headers)
      throws ExecutionException, InterruptedException, TimeoutException {
    Answer answer = call(REFLECTION, body, headers);
    assertTrue(!answer.status().equals("13"), answer.toString());
  }

  @Test
  void anUnknownMethodIsUnimplemented()
      throws ExecutionException, InterruptedException, TimeoutException {
    Answer answer = call("/no.such/Method", frame(0, new byte[0]), List.of());
    assertEquals("12", answer.status());
  }

  private record Answer(
      String status, String message, Optional<String> details, Optional<String> accepted) {}

  private Answer call(String path, Buffer body, List<String> headers)
      throws ExecutionException, InterruptedException, TimeoutException {
    return client
        .request(HttpMethod.POST, rollcall.port().orElseThrow(), "127.0.0.1", path)
        .compose(request -> send(request, body, headers))
        .compose(response -> response.body().map(unused -> answer(response)))
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest request, Buffer body, List<String> headers) {
    request.putHeader("content-type", "application/grpc").putHeader("te", "trailers");
    for (int i = 0; i < headers.size(); i += 2) {
      request.putHeader(headers.get(i), headers.get(i + 1));
    }
    return request.send(body);
  }

  private static Answer answer(HttpClientResponse response) {
    return new Answer(
        either(response, "grpc-status").orElse("none, HTTP " + response.statusCode()),
        either(response, "grpc-message").orElse(""),
        either(response, "grpc-status-details-bin"),
        either(response, "grpc-accept-encoding"));
  }

  private static Optional<String> either(HttpClientResponse response, String name) {
    return Optional.ofNullable(response.getHeader(name))
        .or(() -> Optional.ofNullable(response.getTrailer(name)));
  }

  private static Buffer frame(int flag, byte[] content) {
    return Buffer.buffer().appendByte((byte) flag).appendInt(content.length).appendBytes(content);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}

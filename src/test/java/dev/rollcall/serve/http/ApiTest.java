package dev.rollcall.serve.http;

import static dev.rollcall.testing.peer.DirectoryFixture.at;
import static dev.rollcall.testing.peer.DirectoryFixture.peer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import dev.rollcall.check.Outcome.Failure;
import dev.rollcall.check.Reason;
import dev.rollcall.monitor.FlapDetector;
import dev.rollcall.monitor.Health;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Capabilities;
import dev.rollcall.peer.Peer;
import dev.rollcall.serve.contract.Queries;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Topology;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

  private static final ListPeersResponse LIST = ListPeersResponse.getDefaultInstance();

  private final HttpApiFixture api =
      new HttpApiFixture(
          offering("a", 64, 2, Map.of("site", "x", "rack.row", "1")),
          offering("b", 8, 0, Map.of("site", "y")),
          peer("c/d +%"),
          peer("\u8282\u70b9"));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void theListIsThatOfTheContract() throws IOException, InterruptedException {
    api.lab.judge("a", Status.HEALTHY);

    HttpResponse<String> response = api.get("/api/v1/peers");

    assertEquals(200, response.statusCode());
    assertEquals(Optional.of("application/json"), response.headers().firstValue("content-type"));
    assertEquals(Optional.of("no-cache"), response.headers().firstValue("cache-control"));
    assertEquals(Optional.of("nosniff"), response.headers().firstValue("x-content-type-options"));
    assertEquals(Optional.empty(), response.headers().firstValue("access-control-allow-origin"));
    assertEquals(
        new Queries(api.observer)
            .list(ListPeersRequest.getDefaultInstance(), api.lab.directory().snapshot()),
        HttpApiFixture.read(response, LIST));
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        arguments("status=healthy", List.of("a")),
        arguments("status=HEALTHY&status=unhealthy", List.of("a", "b")),
        arguments("status=Healthy,unhealthy", List.of("a", "b")),
        arguments("status=healthy%2C+UNHEALTHY", List.of("a", "b")),
        arguments("status=healthy,suspect&status=unhealthy", List.of("a", "b")),
        arguments("status=unhealthy,", List.of("b")),
        arguments("label=site%3Dx", List.of("a")),
        arguments("label=site=x&label=rack.row=1", List.of("a")),
        arguments("label=site=z", List.of()),
        arguments("gpu=true", List.of("a")),
        arguments("gpu=false", List.of("b")),
        arguments("min_memory_gb=8", List.of("a", "b")),
        arguments("min_memory_gb=8.5", List.of("a")),
        arguments("min_gpu_count=2", List.of("a")),
        arguments("min_gpu_count=0", List.of("a", "b", "c/d +%", "\u8282\u70b9")),
        arguments("min_gpu_memory_gb=1", List.of()),
        arguments("page_size=2", List.of("a", "b")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void aListIsFiltered(String query, List<String> ids) throws IOException, InterruptedException {
    api.lab.judge("a", Status.HEALTHY);
    api.lab.judge("b", Status.UNHEALTHY);

    assertEquals(ids, ids(HttpApiFixture.read(api.get("/api/v1/peers?" + query), LIST)));
  }

  @Test
  void pagesFollowEachOther() throws IOException, InterruptedException {
    ListPeersResponse first = HttpApiFixture.read(api.get("/api/v1/peers?page_size=3"), LIST);

    ListPeersResponse second =
        HttpApiFixture.read(
            api.get("/api/v1/peers?page_size=3&page_token=" + first.getNextPageToken()), LIST);

    assertEquals(4, first.getTotalSize());
    assertEquals(List.of("\u8282\u70b9"), ids(second));
    assertEquals("", second.getNextPageToken());
  }

  static Stream<Arguments> badQueries() {
    return Stream.of(
        arguments("peers?stauts=healthy", "UNKNOWN_PARAMETER", "stauts", "did you mean 'status'?"),
        arguments("peers?colour=red", "UNKNOWN_PARAMETER", "colour", "expected one of status"),
        arguments("peers?status=dead", "BAD_VALUE", "status", "'dead' is not a status; expected"),
        arguments("peers?status=healthy,dead", "BAD_VALUE", "status", "'dead' is not a status"),
        arguments("peers?status=,healthy", "BAD_VALUE", "status", "'' is not a status; expected"),
        arguments("peers?status=", "BAD_VALUE", "status", "'' is not a status; expected"),
        arguments("peers?status=,", "BAD_VALUE", "status", "',' is not a status; expected"),
        arguments("peers?status=dead", "BAD_VALUE", "status", "several separated by commas"),
        arguments("peers?status=unspecified", "BAD_VALUE", "status", "unknown, healthy"),
        arguments("peers?label=site", "BAD_VALUE", "label", "label=NAME=VALUE"),
        arguments("peers?label==x", "BAD_VALUE", "label", "label=NAME=VALUE"),
        arguments("peers?label=site=x&label=site=y", "BAD_VALUE", "label", "'x' too"),
        arguments("peers?gpu=yes", "BAD_VALUE", "gpu", "'yes' is not true or false"),
        arguments("peers?gpu=true&gpu=true", "REPEATED_PARAMETER", "gpu", "2 times"),
        arguments("peers?min_memory_gb=-1", "BAD_VALUE", "min_memory_gb", "a number, 0 or more"),
        arguments("peers?min_memory_gb=NaN", "BAD_VALUE", "min_memory_gb", "a number, 0 or more"),
        arguments("peers?min_gpu_count=1.5", "BAD_VALUE", "min_gpu_count", "a whole number"),
        arguments("peers?page_size=many", "BAD_VALUE", "page_size", "'many' is not a whole"),
        arguments("peers?page_size=-1", "NEGATIVE_PAGE_SIZE", "page_size", "-1 is negative"),
        arguments("peers?page_token=x", "BAD_PAGE_TOKEN", "page_token", "not a token"),
        arguments("peers/a?status=healthy", "UNKNOWN_PARAMETER", "status", "there are none here"),
        arguments("topology?status=healthy", "UNKNOWN_PARAMETER", "status", "there are none here"),
        arguments("prometheus?page_size=1", "UNKNOWN_PARAMETER", "page_size", "expected one of"),
        arguments("peers/", "BAD_PEER_ID", "id", "must not be empty"),
        arguments("peers/%0A", "BAD_PEER_ID", "id", "must not be empty"),
        arguments("peers/a%00", "BAD_PEER_ID", "id", "control character"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badQueries")
  void whatCannotBeAskedForIsToldWithItsPlace(
      String query, String reason, String field, String told)
      throws IOException, InterruptedException {
    HttpResponse<String> response = api.get("/api/v1/" + query);

    com.google.rpc.Status failure = HttpApiFixture.failure(response);
    assertEquals(400, response.statusCode());
    assertEquals(Code.INVALID_ARGUMENT_VALUE, failure.getCode());
    assertEquals(reason, HttpApiFixture.info(failure).getReason());
    assertEquals("rollcall.dev", HttpApiFixture.info(failure).getDomain());
    BadRequest bad = failure.getDetails(1).unpack(BadRequest.class);
    assertEquals(field, bad.getFieldViolations(0).getField());
    assertTrue(failure.getMessage().startsWith(field + ": "), failure.getMessage());
    assertTrue(failure.getMessage().contains(told), failure.getMessage());
    assertEquals(Optional.empty(), response.headers().firstValue("etag"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a", "c%2Fd%20+%25", "%E8%8A%82%E7%82%B9"})
  void onePeerIsThatOfTheList(String escaped) throws IOException, InterruptedException {
    var peer =
        HttpApiFixture.read(
            api.get("/api/v1/peers/" + escaped), dev.rollcall.v1.Peer.getDefaultInstance());

    assertTrue(HttpApiFixture.read(api.get("/api/v1/peers"), LIST).getPeersList().contains(peer));
  }

  @Test
  void aPeerThatIsNotListedIsNotFound() throws IOException, InterruptedException {
    HttpResponse<String> response = api.get("/api/v1/peers/x");

    assertEquals(404, response.statusCode());
    assertEquals(
        "{\"code\":5,\"message\":\"the roster has no peer 'x'\",\"details\":[{\"@type\":"
            + "\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"PEER_NOT_FOUND\","
            + "\"domain\":\"rollcall.dev\",\"metadata\":{\"id\":\"x\"}}]}\n",
        response.body());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"/api", "/api/", "/api/v1", "/api/v2/peers", "/api/v1/peers/a/b"})
  void whereThereIsNothingThePathsAreTold(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = api.get(path);

    assertEquals(404, response.statusCode());
    assertEquals(
        "PATH_NOT_FOUND", HttpApiFixture.info(HttpApiFixture.failure(response)).getReason());
    assertTrue(response.body().contains("/api/v1/topology"), response.body());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void otherMethodsAreNotOffered(String method) throws IOException, InterruptedException {
    HttpResponse<String> response = api.ask(method, "/api/v1/peers");

    assertEquals(405, response.statusCode());
    assertEquals(Optional.of("GET, HEAD"), response.headers().firstValue("allow"));
    assertEquals(Code.UNIMPLEMENTED_VALUE, HttpApiFixture.failure(response).getCode());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"peers", "peers/a", "topology", "prometheus", "peers/x"})
  void theHeadIsThatOfTheAnswer(String path) throws IOException, InterruptedException {
    HttpResponse<String> whole = api.get("/api/v1/" + path);
    HttpResponse<String> head = api.ask("HEAD", "/api/v1/" + path);

    assertEquals("", head.body());
    assertEquals(whole.statusCode(), head.statusCode());
    assertEquals(whole.headers(), head.headers());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"peers", "peers?status=healthy", "peers/a", "topology", "prometheus"})
  void anUnchangedAnswerIsNotSentAgain(String path) throws IOException, InterruptedException {
    String tag = tag(path);

    api.lab.judge("a", judged(Status.UNKNOWN, 7, Optional.empty()));

    for (String held : List.of(tag, "\"other\", " + tag, tag.substring(2), "*")) {
      HttpResponse<String> again = api.get("/api/v1/" + path, "if-none-match", held);
      assertEquals(304, again.statusCode(), held);
      assertEquals("", again.body());
      assertEquals(Optional.of(tag), again.headers().firstValue("etag"));
    }
    assertEquals(200, api.get("/api/v1/" + path, "if-none-match", "\"other\"").statusCode());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"peers", "peers/a", "topology", "prometheus"})
  void newsHaveAnotherTag(String path) throws IOException, InterruptedException {
    String before = tag(path);

    api.lab.judge("a", Status.UNHEALTHY);
    String unhealthy = tag(path);
    Failure failure = new Failure(Reason.REFUSED, "nothing listens");
    api.lab.judge("a", judged(Status.UNHEALTHY, 9, Optional.of(failure)));
    String refused = tag(path);

    assertNotEquals(before, unhealthy);
    assertNotEquals(unhealthy, refused);
  }

  @Test
  void aListThatIsRefusedHasAnotherTagThoughItIsNoRevision()
      throws IOException, InterruptedException {
    String before = tag("peers");

    api.lab.directory().reject(List.of("peers.yaml:1:1: no"));

    assertNotEquals(before, tag("peers"));
  }

  @Test
  void theTopologyIsThatOfTheContract() throws IOException, InterruptedException {
    assertEquals(
        new Queries(api.observer).topology(api.lab.directory().snapshot()),
        HttpApiFixture.read(api.get("/api/v1/topology"), Topology.getDefaultInstance()));
  }

  @Test
  void prometheusGetsATargetForEachPeerWithWhatIsKnownOfIt()
      throws IOException, InterruptedException {
    api.lab.judge("a", Status.HEALTHY);

    assertEquals(
        "[{\"targets\":[\"ha:80\"],\"labels\":{\"__meta_rollcall_id\":\"a\","
            + "\"__meta_rollcall_status\":\"healthy\","
            + "\"__meta_rollcall_capability_memory_gb\":\"64\","
            + "\"__meta_rollcall_capability_gpu\":\"true\","
            + "\"__meta_rollcall_capability_gpu_count\":\"2\","
            + "\"__meta_rollcall_capability_model\":\"Mac \\\"Studio\\\"\","
            + "\"__meta_rollcall_label_site\":\"x\","
            + "\"__meta_rollcall_label_rack_row\":\"1\"}}]\n",
        api.get("/api/v1/prometheus?status=suspect,healthy").body());
    assertEquals("[]\n", api.get("/api/v1/prometheus?status=suspect").body());
  }

  @Test
  void aBadEscapeIsTold() throws IOException {
    assertEquals(400, api.raw("/api/v1/peers?status=%zz"));
    assertEquals(400, api.raw("/api/v1/peers/%zz"));
    assertEquals(404, api.raw("/api/v1/peers/%2E%2E"));
  }

  private String tag(String path) throws IOException, InterruptedException {
    return api.get("/api/v1/" + path).headers().firstValue("etag").orElseThrow();
  }

  private static List<String> ids(ListPeersResponse list) {
    return list.getPeersList().stream().map(dev.rollcall.v1.Peer::getId).toList();
  }

  private static Health judged(Status status, long second, Optional<Failure> failure) {
    return new Health(
        status,
        failure,
        at(1),
        at(1),
        Optional.of(at(second)),
        Optional.empty(),
        0,
        (int) second,
        FlapDetector.NONE);
  }

  private static Peer offering(
      String id, double memoryGb, int gpuCount, Map<String, String> labels) {
    return new Peer(
        peer(id).id(),
        dev.rollcall.peer.Address.parse("h" + id + ":80"),
        new Capabilities(
            OptionalDouble.of(memoryGb),
            Optional.of(gpuCount > 0),
            OptionalInt.of(gpuCount),
            OptionalDouble.empty(),
            Optional.of("Mac \"Studio\""),
            Optional.empty(),
            Optional.empty()),
        new TreeMap<>(labels),
        peer(id).check(),
        false);
  }
}

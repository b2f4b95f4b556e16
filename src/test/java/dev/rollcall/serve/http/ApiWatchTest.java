package dev.rollcall.serve.http;

import static dev.rollcall.testing.peer.DirectoryFixture.peers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Peer;
import dev.rollcall.testing.network.ServerSentEventClient;
import dev.rollcall.testing.network.ServerSentEventClient.Event;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.WatchPeersResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiWatchTest {

  private final HttpApiFixture api = new HttpApiFixture(peers("a", "b"));

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void thePeersComeFirstThenEachChange() throws IOException, InterruptedException {
    try (ServerSentEventClient watch = api.watch("").reading()) {
      assertEquals(200, watch.head().statusCode());
      assertEquals(
          Optional.of("text/event-stream"), watch.head().headers().firstValue("content-type"));
      assertEquals(Optional.of("no-cache"), watch.head().headers().firstValue("cache-control"));
      awaits(watch, "epoch-1/1 reset a b");

      change("a", Status.HEALTHY);

      awaits(watch, "epoch-1/1 reset a b", "epoch-1/2 a");
    }
  }

  @Test
  void aChangeOfWhatIsNotAskedForIsNotTold() throws IOException, InterruptedException {
    try (ServerSentEventClient watch = api.watch("?status=healthy").reading()) {
      awaits(watch, "epoch-1/1 reset");
      change("a", Status.UNHEALTHY);
      change("b", Status.HEALTHY);
      awaits(watch, "epoch-1/1 reset", "epoch-1/3 b");
      change("b", Status.SUSPECT);
      awaits(watch, "epoch-1/1 reset", "epoch-1/3 b", "epoch-1/4 -b");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itResumesAfterTheLastEvent(boolean byHeader) throws IOException, InterruptedException {
    change("a", Status.HEALTHY);
    change("b", Status.HEALTHY);
    change("a", Status.SUSPECT);

    try (ServerSentEventClient watch =
        byHeader
            // A browser sends the header to the address that it began with.
            ? api.watch("?after=epoch-1/1", "Last-Event-ID", "epoch-1/3").reading()
            : api.watch("?after=epoch-1/3").reading()) {
      awaits(watch, "epoch-1/4 a");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"epoch-0/1", "epoch-1/99", "", "a/b/1"})
  void whatIsOfNoUseToResumeBeginsAnew(String last) throws IOException, InterruptedException {
    try (ServerSentEventClient watch = api.watch("", "Last-Event-ID", last).reading()) {
      awaits(watch, "epoch-1/1 reset a b");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"epoch-1", "epoch-1/x", "/1", "epoch-1/-1"})
  void whatIsNoRevisionIsInvalid(String last) throws IOException, InterruptedException {
    HttpResponse<String> byHeader = api.get("/api/v1/watch", "Last-Event-ID", last);
    HttpResponse<String> byParameter = api.get("/api/v1/watch?after=" + last);

    assertEquals(400, byHeader.statusCode());
    assertTrue(byHeader.body().contains("Last-Event-ID: '" + last + "'"), byHeader.body());
    assertEquals(400, byParameter.statusCode());
    assertTrue(byParameter.body().contains("after: '" + last + "'"), byParameter.body());
    assertEquals(0, api.watchers.count());
  }

  @Test
  void aSignOfLifeComesEvery15SecondsAndMovesTheIdOn() throws IOException, InterruptedException {
    try (ServerSentEventClient watch = api.watch("?status=healthy").reading()) {
      awaits(watch, "epoch-1/1 reset");
      change("a", Status.UNHEALTHY);

      api.pass(Duration.ofSeconds(14));
      Eventually.holds("it is the second event", () -> watch.events().size() == 2);
      api.pass(Duration.ofSeconds(14));
      assertEquals(2, watch.events().size());
      assertEquals(List.of(": no news", "id: epoch-1/2"), watch.events().get(1).lines());
      api.pass(Duration.ofSeconds(1));
      Eventually.holds("it is the third", () -> watch.events().size() == 3);
    }
  }

  @Test
  void aSlowReaderGetsTheNewestStateAndNoBacklog() throws IOException, InterruptedException {
    int lists = 40;
    int size = 4_000;
    try (ServerSentEventClient watch = api.watch("")) {
      for (int i = 1; i <= lists; i++) {
        api.lab.list(labelled(size, i));
        api.pass(Duration.ofSeconds(1));
      }
      watch.reading();

      String last = "epoch-1/" + (lists + 1);
      Eventually.holds("it has the newest", () -> lastId(watch).equals(last));
      assertTrue(watch.messages().size() < lists / 2, "events: " + watch.messages().size());
      Map<String, String> labels = new TreeMap<>();
      for (Event event : watch.messages()) {
        for (dev.rollcall.v1.Peer peer : event.message().getChangedList()) {
          labels.put(peer.getId(), peer.getLabelsOrDefault("n", ""));
        }
        labels.keySet().removeAll(event.message().getRemovedList());
      }
      assertEquals(size, labels.size());
      assertTrue(labels.values().stream().allMatch(String.valueOf(lists)::equals));
    }
  }

  @Test
  void whoVanishesLeavesNothingBehind() throws IOException, InterruptedException {
    ServerSentEventClient watch = api.watch("").reading();
    awaits(watch, "epoch-1/1 reset a b");
    assertEquals(1, api.watchers.count());

    watch.close();

    Eventually.holds("the seat is free", () -> api.watchers.count() == 0);
    api.settle();
    assertEquals(0, api.time.timers().pending());
  }

  @Test
  void beyondTheLimitThereIsNoWatch() throws IOException, InterruptedException {
    try (ServerSentEventClient one = api.watch("");
        ServerSentEventClient two = api.watch("")) {
      assertEquals(200, one.head().statusCode());
      assertEquals(200, two.head().statusCode());
      HttpResponse<String> beyond = api.get("/api/v1/watch");

      assertEquals(429, beyond.statusCode());
      assertEquals(Optional.of("1"), beyond.headers().firstValue("retry-after"));
      assertEquals(
          "TOO_MANY_WATCHERS", HttpApiFixture.info(HttpApiFixture.failure(beyond)).getReason());
      assertEquals(HttpApiFixture.WATCHERS, api.watchers.count());
    }
  }

  @Test
  void onShutdownWatchesEndAndNewOnesAreUnavailable() throws IOException, InterruptedException {
    try (ServerSentEventClient watch = api.watch("").reading()) {
      awaits(watch, "epoch-1/1 reset a b");

      api.watchers.end();

      Eventually.holds("it has ended", watch::hasEnded);
      HttpResponse<String> late = api.get("/api/v1/watch");
      assertEquals(503, late.statusCode());
      assertEquals(Optional.of("1"), late.headers().firstValue("retry-after"));
      assertEquals("SHUTTING_DOWN", HttpApiFixture.info(HttpApiFixture.failure(late)).getReason());
      assertEquals(0, api.watchers.count());
    }
  }

  @Test
  void whatIsEncodedWhenTheConnectionsAreClosedIsDropped()
      throws IOException, InterruptedException {
    CompletableFuture<Void> blocked = api.blockWorker();
    try (Socket watch = api.askAndNeverRead("/api/v1/watch");
        Socket list = api.askAndNeverRead("/api/v1/peers")) {
      Eventually.holds("both wait for the worker", () -> api.queued() == 2);

      api.endLoops();
      blocked.complete(null);
      api.endWorker();

      assertEquals(List.of(), api.uncaught);
      assertTrue(watch.isConnected() && list.isConnected());
    }
  }

  @Test
  void theHeadOfAWatchTakesNoPlace() throws IOException, InterruptedException {
    HttpResponse<String> head = api.ask("HEAD", "/api/v1/watch");

    assertEquals(200, head.statusCode());
    assertEquals(Optional.of("text/event-stream"), head.headers().firstValue("content-type"));
    assertEquals(0, api.watchers.count());
  }

  private void change(String id, Status status) {
    api.lab.judge(id, status);
    api.pass(Duration.ofSeconds(1));
  }

  private static void awaits(ServerSentEventClient watch, String... expected) {
    Eventually.holds("its events", () -> watch.messages().size() >= expected.length);
    assertEquals(List.of(expected), watch.messages().stream().map(ApiWatchTest::shown).toList());
  }

  private static String lastId(ServerSentEventClient watch) {
    List<Event> events = watch.messages();
    return events.isEmpty() ? "" : events.get(events.size() - 1).id();
  }

  private static String shown(Event event) {
    WatchPeersResponse message = event.message();
    List<String> words = new ArrayList<>(List.of(event.id()));
    assertEquals(
        event.id(), message.getRevision().getEpoch() + "/" + message.getRevision().getNumber());
    if (message.getReset()) {
      words.add("reset");
    }
    message.getChangedList().forEach(peer -> words.add(peer.getId()));
    message.getRemovedList().forEach(id -> words.add("-" + id));
    return String.join(" ", words);
  }

  private static Peer[] labelled(int size, int number) {
    return Arrays.stream(peers(size))
        .map(
            peer ->
                new Peer(
                    peer.id(),
                    peer.address(),
                    peer.capabilities(),
                    new TreeMap<>(Map.of("n", String.valueOf(number), "text", "x".repeat(200))),
                    peer.check(),
                    false))
        .toArray(Peer[]::new);
  }
}

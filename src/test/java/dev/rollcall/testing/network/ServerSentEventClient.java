package dev.rollcall.testing.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.rollcall.v1.WatchPeersResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of server-sent events over HTTP/1.1, on a connection of its own. */
public final class ServerSentEventClient implements AutoCloseable {

  private final HttpResponse<InputStream> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  /**
   * What stands between two empty lines; each part is empty if it is not there.
   *
   * @param lines all of them
   */
  public record Event(String id, String data, List<String> lines) {

    /** The contract's message in it. */
    public WatchPeersResponse message() {
      WatchPeersResponse.Builder message = WatchPeersResponse.newBuilder();
      try {
        JsonFormat.parser().merge(data, message);
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError("not the contract's JSON: " + data, e);
      }
      return message.build();
    }
  }

  private ServerSentEventClient(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /** Asks, and returns when the head of the answer is there; nothing more is read yet. */
  public static ServerSentEventClient open(int port, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new ServerSentEventClient(client.send(request.build(), BodyHandlers.ofInputStream()));
  }

  /** The head of the answer. */
  public HttpResponse<InputStream> head() {
    return response;
  }

  /** The whole answer, which has an end. */
  public String body() throws IOException {
    try (InputStream in = response.body()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Reads from here on, until the end. */
  public ServerSentEventClient reading() {
    Thread reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
    return this;
  }

  /** What has come so far, but for blocks that only set the time to wait. */
  public List<Event> events() {
    return events.stream().filter(event -> !event.lines().get(0).startsWith("retry:")).toList();
  }

  /** The same, with comments alone and the like left out. */
  public List<Event> messages() {
    return events.stream().filter(event -> !event.data().isEmpty()).toList();
  }

  /** Whether the answer has ended. */
  public boolean hasEnded() {
    return ended;
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      List<String> block = new CopyOnWriteArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty()) {
          block.add(line);
        } else {
          events.add(new Event(part(block, "id: "), part(block, "data: "), List.copyOf(block)));
          block.clear();
        }
      }
    } catch (IOException e) {
      // Closed, by us or by the service; a test sees which from what came before.
      ended = true;
    }
    ended = true;
  }

  private static String part(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}

package dev.rollcall.serve.http;

import dev.rollcall.directory.PeerState;
import dev.rollcall.directory.RosterState;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Health;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The ETag of a response: made from the revision, and from what may change without a new one. It is
 * weak, as the times and counts of checks move on under the same tag.
 *
 * @param value as it stands in the header
 */
record ETag(String value) {

  private static final String ANY = "*";
  private static final String WEAK = "W/";

  /** Of an answer about all there is. */
  static ETag of(Snapshot snapshot, HttpServerRequest request) {
    RosterState roster = snapshot.roster();
    int rest =
        Objects.hash(roster.source(), roster.loadedAt().wall(), roster.digest(), roster.errors());
    for (PeerState peerState : snapshot.peerStates()) {
      rest = 31 * rest + unrevised(peerState.health());
    }
    return of(snapshot, snapshot.revision().number(), rest, request);
  }

  /** Of an answer about one peer. */
  static ETag of(Snapshot snapshot, PeerState peerState, HttpServerRequest request) {
    return of(snapshot, peerState.revision(), unrevised(peerState.health()), request);
  }

  private static ETag of(Snapshot snapshot, long number, int rest, HttpServerRequest request) {
    // The query is in it, so that the tag of one question never passes for that of another.
    int all = 31 * rest + Objects.hashCode(request.query());
    String epoch = snapshot.revision().epoch();
    return new ETag("%s\"%s-%d-%08x\"".formatted(WEAK, epoch, number, all));
  }

  private static int unrevised(Health health) {
    return 2 * health.failure().hashCode() + (health.isFlapping() ? 1 : 0);
  }

  /** Whether the client has this response already (RFC 9110, 13.1.2). */
  boolean matches(HttpServerRequest request) {
    List<String> headers = request.headers().getAll("if-none-match");
    return headers.stream()
        .flatMap(header -> Stream.of(header.split(",", -1)))
        .map(String::strip)
        .anyMatch(tag -> tag.equals(ANY) || strong(tag).equals(strong(value)));
  }

  private static String strong(String tag) {
    return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
  }
}

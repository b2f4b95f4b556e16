package dev.rollcall.serve.http;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.PeerFilter;
import dev.rollcall.directory.Revision;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.directory.Watchers;
import dev.rollcall.json.PrometheusTargets;
import dev.rollcall.json.ProtoJson;
import dev.rollcall.serve.contract.Filters;
import dev.rollcall.serve.contract.ProtoMapper;
import dev.rollcall.serve.contract.Queries;
import dev.rollcall.serve.guard.HttpErrorMapper;
import dev.rollcall.text.PrintableText;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.Peer;
import io.grpc.StatusRuntimeException;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Serves {@code /api/v1}: the contract in its canonical JSON. Read-only. */
public final class Api {

  private static final String PEERS = "/api/v1/peers";
  private static final String PEER = PEERS + "/";
  private static final String TOPOLOGY = "/api/v1/topology";
  private static final String WATCH = "/api/v1/watch";
  private static final String PROMETHEUS = "/api/v1/prometheus";
  private static final List<String> PATHS = List.of(PEERS, TOPOLOGY, WATCH, PROMETHEUS);

  /** After so long without an event, a comment shows that both ends are there. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final DirectoryView directory;
  private final Watchers watchers;
  private final Queries queries;
  private final EventEncoder events;
  private final Executor workers;

  /**
   * @param workers write long answers, and may be blocked
   */
  public Api(DirectoryView directory, NodeInfo observer, Watchers watchers, Executor workers) {
    this.directory = directory;
    this.watchers = watchers;
    this.queries = new Queries(observer);
    this.events = new EventEncoder(directory, observer);
    this.workers = workers;
  }

  /** Answers all that is below {@code /api}. */
  public void install(Router router) {
    router.route("/api/*").handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    ApiExchange exchange = new ApiExchange(routing.request(), workers);
    try {
      answer(exchange);
    } catch (StatusRuntimeException e) {
      exchange.fail(e);
    }
  }

  // By the path as it was sent: an id may hold what routers take for a part of the path.
  private void answer(ApiExchange exchange) {
    String path = exchange.request().path();
    boolean isPeer = path.startsWith(PEER) && path.indexOf('/', PEER.length()) < 0;
    if (!isPeer && !PATHS.contains(path)) {
      throw HttpErrorMapper.noSuchPath(
          PrintableText.printable(path),
          "%s, or %sID, where a / is %%2F".formatted(String.join(", ", PATHS), PEER));
    }
    HttpMethod method = exchange.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      throw HttpErrorMapper.onlyRead(PrintableText.printable(method.name()));
    }
    switch (path) {
      case PEERS -> peers(exchange);
      case TOPOLOGY -> topology(exchange);
      case WATCH -> watch(exchange);
      case PROMETHEUS -> prometheus(exchange);
      default -> peer(exchange, path.substring(PEER.length()));
    }
  }

  private void peers(ApiExchange exchange) {
    QueryParameters parameters = QueryParameters.of(exchange.request(), PeerFilterParameters.LIST);
    ListPeersRequest request = PeerFilterParameters.list(parameters);
    Snapshot snapshot = directory.snapshot();
    exchange.answer(
        ETag.of(snapshot, exchange.request()), () -> ProtoJson.of(queries.list(request, snapshot)));
  }

  private void peer(ApiExchange exchange, String escaped) {
    QueryParameters.of(exchange.request(), List.of());
    GetPeerRequest request = GetPeerRequest.newBuilder().setId(unescaped(escaped)).build();
    Snapshot snapshot = directory.snapshot();
    Peer peer = Queries.get(request, snapshot);
    exchange.answer(tag(peer, snapshot, exchange.request()), () -> ProtoJson.of(peer));
  }

  /** The entry of the node itself is as old as the list that it is from. */
  private static ETag tag(Peer peer, Snapshot snapshot, HttpServerRequest request) {
    return snapshot
        .findNamed(peer.getId())
        .map(peerState -> ETag.of(snapshot, peerState, request))
        .orElseGet(() -> ETag.of(snapshot, request));
  }

  private static String unescaped(String escaped) {
    try {
      // In a path a plus is a plus.
      return QueryStringDecoder.decodeComponent(escaped.replace("+", "%2B"));
    } catch (IllegalArgumentException e) {
      throw HttpErrorMapper.badEscape("id", PrintableText.printable(escaped));
    }
  }

  private void topology(ApiExchange exchange) {
    QueryParameters.of(exchange.request(), List.of());
    Snapshot snapshot = directory.snapshot();
    exchange.answer(
        ETag.of(snapshot, exchange.request()), () -> ProtoJson.of(queries.topology(snapshot)));
  }

  private void watch(ApiExchange exchange) {
    QueryParameters parameters =
        QueryParameters.of(exchange.request(), PeerFilterParameters.with(ResumePoint.PARAMETER));
    PeerFilter filter = Filters.filter(PeerFilterParameters.filter(parameters));
    Optional<Revision> after = ResumePoint.of(exchange.request(), parameters);
    if (exchange.isHead()) {
      new EventStream(exchange.request()).head();
    } else {
      SseWatchClient client = new SseWatchClient(exchange, events, workers);
      client.start(watchers.deltas(filter, after, KEEP_ALIVE, client));
    }
  }

  private void prometheus(ApiExchange exchange) {
    QueryParameters parameters =
        QueryParameters.of(exchange.request(), PeerFilterParameters.FILTER);
    PeerFilter filter = Filters.filter(PeerFilterParameters.filter(parameters));
    Snapshot snapshot = directory.snapshot();
    exchange.answer(
        ETag.of(snapshot, exchange.request()),
        () -> PrometheusTargets.of(messages(filter, snapshot)));
  }

  private static List<Peer> messages(PeerFilter filter, Snapshot snapshot) {
    return snapshot.peerStates().stream().filter(filter::matches).map(ProtoMapper::peer).toList();
  }
}

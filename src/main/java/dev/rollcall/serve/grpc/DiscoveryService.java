package dev.rollcall.serve.grpc;

import dev.rollcall.directory.Delta;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.PeerFilter;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.directory.WatchEvent;
import dev.rollcall.directory.Watchers;
import dev.rollcall.monitor.Status;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.contract.Filters;
import dev.rollcall.serve.contract.ProtoMapper;
import dev.rollcall.serve.contract.Queries;
import dev.rollcall.serve.contract.ResponseCache;
import dev.rollcall.serve.vertx.CallTransport;
import dev.rollcall.serve.vertx.VertxCallTransport;
import dev.rollcall.time.Clock;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.GetTopologyRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.WaitForPeersRequest;
import dev.rollcall.v1.WatchPeersRequest;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Serves {@code rollcall.v1.Discovery} from the newest snapshot: no call waits for a peer, except
 * WaitForPeers.
 */
@GrpcService
public class DiscoveryService implements BindableService {

  /** After so long without news, an empty response shows that both ends are there. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  /** A longer request is hardly sent twice, and its response not cached. */
  private static final int MAX_CACHED_REQUEST_BYTES = 1_024;

  private final DirectoryView directory;
  private final NodeInfo observer;
  private final Watchers watchers;
  private final Clock time;
  private final Queries queries;
  private final ResponseCache<EncodedMessage> responses;

  /** Answers from this directory, as this observer. */
  public DiscoveryService(
      DirectoryView directory, NodeInfo observer, Watchers watchers, Clock time) {
    this.directory = directory;
    this.observer = observer;
    this.watchers = watchers;
    this.time = time;
    this.queries = new Queries(observer);
    this.responses = new ResponseCache<>(directory, EncodedMessage::size);
  }

  @Override
  public ServerServiceDefinition bindService() {
    return bindTo(VertxCallTransport::current);
  }

  /**
   * @param transport what carries the call that is starting
   */
  ServerServiceDefinition bindTo(Supplier<CallTransport> transport) {
    return new ServiceBinder(DiscoveryGrpc.getServiceDescriptor(), transport)
        .unary(DiscoveryGrpc.getListPeersMethod(), ListPeersRequest.parser(), this::list)
        .unary(DiscoveryGrpc.getGetPeerMethod(), GetPeerRequest.parser(), this::get)
        .streaming(DiscoveryGrpc.getWatchPeersMethod(), WatchPeersRequest.parser(), this::watch)
        .streaming(DiscoveryGrpc.getWaitForPeersMethod(), WaitForPeersRequest.parser(), this::await)
        .unary(DiscoveryGrpc.getGetTopologyMethod(), GetTopologyRequest.parser(), this::topology)
        .bind();
  }

  private EncodedMessage list(ListPeersRequest request) {
    return request.getSerializedSize() <= MAX_CACHED_REQUEST_BYTES
        ? responses.get(request, snapshot -> EncodedMessage.of(queries.list(request, snapshot)))
        : EncodedMessage.of(queries.list(request, directory.snapshot()));
  }

  private EncodedMessage get(GetPeerRequest request) {
    return EncodedMessage.of(Queries.get(request, directory.snapshot()));
  }

  private EncodedMessage topology(GetTopologyRequest request) {
    return responses.get(request, snapshot -> EncodedMessage.of(queries.topology(snapshot)));
  }

  private void watch(WatchPeersRequest request, Call call) {
    Multi<WatchEvent> events =
        watchers.deltas(
            Filters.filter(request.getFilter()), ProtoMapper.after(request), KEEP_ALIVE, call);
    StreamingCall.start(call, events, this::encoded);
  }

  private EncodedMessage encoded(WatchEvent event) {
    Delta delta = event.delta().orElse(Delta.NONE);
    return responses.get(delta, event.snapshot(), snapshot -> encoded(delta, snapshot));
  }

  private EncodedMessage encoded(Delta delta, Snapshot snapshot) {
    return EncodedMessage.of(ProtoMapper.watched(delta, observer, snapshot));
  }

  private void await(WaitForPeersRequest request, Call call) {
    if (request.getCount() < 0) {
      throw Errors.invalid(
          "NEGATIVE_COUNT",
          "count",
          "%d is negative; expected 0 or more".formatted(request.getCount()));
    }
    PeerFilter filter = Filters.filter(request.getFilter());
    PeerFilter effective =
        filter.statuses().isEmpty() ? filter.with(Set.of(Status.HEALTHY)) : filter;
    new WaitForPeersCall(call, request.getCount(), effective, directory, observer)
        .start(watchers, time);
  }
}

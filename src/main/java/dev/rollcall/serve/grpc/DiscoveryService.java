package dev.rollcall.serve.grpc;

import dev.rollcall.directory.Cursor;
import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.PeerFilter;
import dev.rollcall.directory.Watchers;
import dev.rollcall.monitor.Status;
import dev.rollcall.serve.contract.Errors;
import dev.rollcall.serve.contract.Filters;
import dev.rollcall.serve.contract.ProtoMapper;
import dev.rollcall.serve.contract.Queries;
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
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code rollcall.v1.Discovery}, answered from the newest snapshot: no call waits for a peer, but
 * the one whose purpose is to wait.
 */
@GrpcService
public class DiscoveryService implements BindableService {

  private static final int LONGEST_KEPT = 1_024;

  private final DirectoryView directory;
  private final NodeInfo observer;
  private final Watchers watchers;
  private final Clock time;
  private final Queries queries;
  private final ResponseCache answers;

  /** Answers from this directory, as this observer. */
  public DiscoveryService(
      DirectoryView directory, NodeInfo observer, Watchers watchers, Clock time) {
    this.directory = directory;
    this.observer = observer;
    this.watchers = watchers;
    this.time = time;
    this.queries = new Queries(observer);
    this.answers = new ResponseCache(directory);
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
        .answered(DiscoveryGrpc.getListPeersMethod(), ListPeersRequest.parser(), this::list)
        .answered(DiscoveryGrpc.getGetPeerMethod(), GetPeerRequest.parser(), this::get)
        .held(DiscoveryGrpc.getWatchPeersMethod(), WatchPeersRequest.parser(), this::watch)
        .held(DiscoveryGrpc.getWaitForPeersMethod(), WaitForPeersRequest.parser(), this::await)
        .answered(DiscoveryGrpc.getGetTopologyMethod(), GetTopologyRequest.parser(), this::topology)
        .bind();
  }

  /** A question that is long is hardly asked twice, and is not kept. */
  private EncodedMessage list(ListPeersRequest request) {
    return request.getSerializedSize() <= LONGEST_KEPT
        ? answers.get(request, snapshot -> EncodedMessage.of(queries.list(request, snapshot)))
        : EncodedMessage.of(queries.list(request, directory.snapshot()));
  }

  private EncodedMessage get(GetPeerRequest request) {
    return EncodedMessage.of(Queries.get(request, directory.snapshot()));
  }

  private EncodedMessage topology(GetTopologyRequest request) {
    return answers.get(request, snapshot -> EncodedMessage.of(queries.topology(snapshot)));
  }

  private void watch(WatchPeersRequest request, Call call) {
    Cursor cursor = new Cursor(Filters.filter(request.getFilter()), ProtoMapper.after(request));
    StreamingCall.hold(
        watchers, call, new WatchPeersCall(call, cursor, directory, observer, answers, time));
  }

  private void await(WaitForPeersRequest request, Call call) {
    if (request.getCount() < 0) {
      throw Errors.invalid(
          "NEGATIVE_COUNT",
          "count",
          "%d is negative; expected 0 or more".formatted(request.getCount()));
    }
    PeerFilter filter = Filters.filter(request.getFilter());
    PeerFilter asked = filter.statuses().isEmpty() ? filter.with(Set.of(Status.HEALTHY)) : filter;
    StreamingCall.hold(
        watchers,
        call,
        new WaitForPeersCall(call, request.getCount(), asked, directory, observer, time));
  }
}

package dev.rollcall.testing.network;

import dev.rollcall.testing.peer.FakePeerDirectory;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.GetTopologyRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Topology;
import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The contract's service, with the peers that a test lists. It records the requests. */
final class FakeDiscoveryService extends DiscoveryGrpc.DiscoveryImplBase {

  private final FakePeerDirectory peers = new FakePeerDirectory();
  private final Set<StreamObserver<WatchPeersResponse>> watchers = ConcurrentHashMap.newKeySet();
  private final List<ListPeersRequest> lists = new CopyOnWriteArrayList<>();
  private final List<WatchPeersRequest> watches = new CopyOnWriteArrayList<>();
  private boolean isSilent;

  /** Changes the peers, and sends the watchers what comes of it. */
  synchronized void publish(Function<FakePeerDirectory, WatchPeersResponse> change) {
    WatchPeersResponse response = change.apply(peers);
    watchers.forEach(watcher -> watcher.onNext(response));
  }

  /** Changes the peers, or how they are answered; watchers get nothing. */
  synchronized void change(Consumer<FakePeerDirectory> change) {
    change.accept(peers);
  }

  /** From now on calls are accepted and not answered. */
  synchronized void beSilent() {
    isSilent = true;
  }

  /** The requests of ListPeers so far. */
  List<ListPeersRequest> lists() {
    return List.copyOf(lists);
  }

  /** The requests of WatchPeers so far. */
  List<WatchPeersRequest> watches() {
    return List.copyOf(watches);
  }

  /** Ends the open watches with this status. */
  synchronized void endWatches(Status status) {
    watchers.forEach(watcher -> watcher.onError(status.asRuntimeException()));
    watchers.clear();
  }

  /** Their connections are gone. */
  void forgetWatches() {
    watchers.clear();
  }

  @Override
  public void listPeers(ListPeersRequest request, StreamObserver<ListPeersResponse> call) {
    lists.add(request);
    answer(call, () -> peers.page(request));
  }

  @Override
  public void getTopology(GetTopologyRequest request, StreamObserver<Topology> call) {
    answer(call, peers::topology);
  }

  @Override
  public synchronized void watchPeers(
      WatchPeersRequest request, StreamObserver<WatchPeersResponse> watcher) {
    watches.add(request);
    ServerCallStreamObserver<WatchPeersResponse> call =
        (ServerCallStreamObserver<WatchPeersResponse>) watcher;
    call.setOnCancelHandler(() -> watchers.remove(watcher));
    if (!isSilent) {
      watcher.onNext(peers.changesSince(request.getAfter()));
      watchers.add(watcher);
    }
  }

  private synchronized <T> void answer(StreamObserver<T> call, Supplier<T> message) {
    if (!isSilent) {
      call.onNext(message.get());
      call.onCompleted();
    }
  }
}

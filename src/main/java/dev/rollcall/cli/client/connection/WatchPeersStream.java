package dev.rollcall.cli.client.connection;

import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * The observer of one WatchPeers call. It requests one message at a time, so that none queue up.
 */
final class WatchPeersStream
    implements ClientResponseObserver<WatchPeersRequest, WatchPeersResponse> {

  private final Queue<ResumingPeerWatch.Event> events;
  private final CompletableFuture<ClientCallStreamObserver<WatchPeersRequest>> call =
      new CompletableFuture<>();

  WatchPeersStream(Queue<ResumingPeerWatch.Event> events) {
    this.events = events;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WatchPeersRequest> started) {
    started.disableAutoRequestWithInitial(1);
    call.complete(started);
  }

  /** Requests the next message. */
  void requestNext() {
    call.join().request(1);
  }

  void cancel() {
    call.join().cancel("the watch was closed", null);
  }

  @Override
  public void onNext(WatchPeersResponse response) {
    events.add(new ResumingPeerWatch.Event.Message(this, response));
  }

  @Override
  public void onError(Throwable error) {
    events.add(new ResumingPeerWatch.Event.End(this, Status.fromThrowable(error)));
  }

  @Override
  public void onCompleted() {
    // A watch never completes by itself, so this is a broken connection.
    events.add(
        new ResumingPeerWatch.Event.End(
            this, Status.UNAVAILABLE.withDescription("the watch ended")));
  }
}

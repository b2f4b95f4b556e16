package dev.rollcall.serve.grpc;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.Listing;
import dev.rollcall.directory.Observer;
import dev.rollcall.directory.PeerFilter;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.peer.PeerId;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.MutinyDiscoveryGrpc.DiscoveryImplBase;
import dev.rollcall.v1.Peer;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** {@code rollcall.v1.Discovery}, answered from the newest snapshot: no call waits for a peer. */
@GrpcService
public class DiscoveryService extends DiscoveryImplBase {

  private static final int DEFAULT_PAGE_SIZE = 1_000;
  private static final int MAX_PAGE_SIZE = 10_000;

  private final DirectoryView directory;
  private final Observer observer;

  /** Answers from this directory, as this observer. */
  public DiscoveryService(DirectoryView directory, Observer observer) {
    this.directory = directory;
    this.observer = observer;
  }

  @Override
  public Uni<ListPeersResponse> listPeers(ListPeersRequest request) {
    return Uni.createFrom().item(() -> list(request));
  }

  @Override
  public Uni<Peer> getPeer(GetPeerRequest request) {
    return Uni.createFrom().item(() -> get(request));
  }

  private ListPeersResponse list(ListPeersRequest request) {
    PeerFilter filter = Filters.filter(request.getFilter());
    int size = pageSize(request.getPageSize());
    Snapshot snapshot = directory.snapshot();
    List<Listing> matching = snapshot.listings().stream().filter(filter::matches).toList();
    int from =
        request.getPageToken().isEmpty()
            ? 0
            : indexAfter(matching, PageToken.lastId(request.getPageToken(), request.getFilter()));
    List<Listing> page = matching.subList(from, Math.min(matching.size(), from + size));
    ListPeersResponse.Builder response =
        ListPeersResponse.newBuilder()
            .setTotalSize(matching.size())
            .setRevision(Messages.revision(snapshot))
            .setObserver(Messages.observer(observer, snapshot));
    page.forEach(listing -> response.addPeers(Messages.peer(listing)));
    if (from + page.size() < matching.size()) {
      String lastId = page.get(page.size() - 1).peer().id().value();
      response.setNextPageToken(PageToken.after(lastId, request.getFilter()));
    }
    return response.build();
  }

  private static int pageSize(int asked) {
    if (asked < 0) {
      throw Errors.invalid(
          "NEGATIVE_PAGE_SIZE",
          "page_size",
          "%d is negative; expected 0 for %d, or 1-%d"
              .formatted(asked, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE));
    }
    return asked == 0 ? DEFAULT_PAGE_SIZE : Math.min(asked, MAX_PAGE_SIZE);
  }

  /** The peers are in order of id, and the one that the token names may be gone. */
  private static int indexAfter(List<Listing> listings, String id) {
    int low = 0;
    int high = listings.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (listings.get(middle).peer().id().value().compareTo(id) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Peer get(GetPeerRequest request) {
    return directory
        .snapshot()
        .find(peerId(request.getId()))
        .map(Messages::peer)
        .orElseThrow(() -> Errors.noSuchPeer(request.getId()));
  }

  private static PeerId peerId(String id) {
    try {
      return new PeerId(id);
    } catch (IllegalArgumentException e) {
      throw Errors.invalid("BAD_PEER_ID", "id", String.valueOf(e.getMessage()));
    }
  }
}

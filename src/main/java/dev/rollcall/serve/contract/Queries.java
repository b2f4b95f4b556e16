package dev.rollcall.serve.contract;

import dev.rollcall.directory.NodeInfo;
import dev.rollcall.directory.PeerFilter;
import dev.rollcall.directory.PeerState;
import dev.rollcall.directory.Snapshot;
import dev.rollcall.monitor.Status;
import dev.rollcall.peer.PeerId;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Node;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Topology;
import java.util.List;

/** Answers the unary requests from one snapshot. Never blocks. */
public final class Queries {

  private static final int DEFAULT_PAGE_SIZE = 1_000;
  private static final int MAX_PAGE_SIZE = 10_000;

  private final NodeInfo observer;

  /** Answers as this observer. */
  public Queries(NodeInfo observer) {
    this.observer = observer;
  }

  /**
   * One page of those that match.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for a value that is not valid
   */
  public ListPeersResponse list(ListPeersRequest request, Snapshot snapshot) {
    PeerFilter filter = Filters.filter(request.getFilter());
    int size = pageSize(request.getPageSize());
    List<PeerState> matching = snapshot.peerStates().stream().filter(filter::matches).toList();
    int from =
        request.getPageToken().isEmpty()
            ? 0
            : indexAfter(matching, PageToken.lastId(request.getPageToken(), request.getFilter()));
    List<PeerState> page = matching.subList(from, Math.min(matching.size(), from + size));
    ListPeersResponse.Builder response =
        ListPeersResponse.newBuilder()
            .setTotalSize(matching.size())
            .setRevision(ProtoMapper.revision(snapshot))
            .setObserver(ProtoMapper.observer(observer, snapshot));
    page.forEach(peerState -> response.addPeers(ProtoMapper.peer(peerState)));
    if (from + page.size() < matching.size()) {
      String lastId = page.get(page.size() - 1).peer().id().value();
      response.setNextPageToken(PageToken.after(lastId, request.getFilter()));
    }
    return response.build();
  }

  private static int pageSize(int requested) {
    if (requested < 0) {
      throw Errors.invalid(
          "NEGATIVE_PAGE_SIZE",
          "page_size",
          "%d is negative; expected 0 for %d, or 1-%d"
              .formatted(requested, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE));
    }
    return requested == 0 ? DEFAULT_PAGE_SIZE : Math.min(requested, MAX_PAGE_SIZE);
  }

  /** The peers are in order of id, and the one that the token names may be gone. */
  private static int indexAfter(List<PeerState> peerStates, String id) {
    int low = 0;
    int high = peerStates.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (peerStates.get(middle).peer().id().value().compareTo(id) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * One peer; of the node itself its entry, without a health, as it does not check itself.
   *
   * @throws io.grpc.StatusRuntimeException NOT_FOUND, or INVALID_ARGUMENT for an id that is not
   *     valid
   */
  public static Peer get(GetPeerRequest request, Snapshot snapshot) {
    PeerId id = peerId(request.getId());
    return snapshot
        .find(id)
        .map(ProtoMapper::peer)
        .or(() -> snapshot.self().filter(self -> self.id().equals(id)).map(ProtoMapper::entry))
        .orElseThrow(() -> Errors.noSuchPeer(request.getId()));
  }

  /** The node itself, the peers, and what it last saw of each that it checks. */
  public Topology topology(Snapshot snapshot) {
    Topology.Builder topology =
        Topology.newBuilder()
            .addNodes(Node.newBuilder().setSelf(true).setPeer(self(snapshot)))
            .setRevision(ProtoMapper.revision(snapshot))
            .setObserver(ProtoMapper.observer(observer, snapshot));
    String from = topology.getNodes(0).getPeer().getId();
    for (PeerState peerState : snapshot.peerStates()) {
      topology.addNodes(Node.newBuilder().setPeer(ProtoMapper.peer(peerState)));
      if (peerState.status() != Status.MAINTENANCE) {
        topology.addLinks(ProtoMapper.link(from, peerState));
      }
    }
    return topology.build();
  }

  /** One that only observes is a node too, without a name: else its links would begin nowhere. */
  private static Peer self(Snapshot snapshot) {
    return snapshot.self().map(ProtoMapper::entry).orElseGet(Peer::getDefaultInstance);
  }

  private static PeerId peerId(String id) {
    try {
      return new PeerId(id);
    } catch (IllegalArgumentException e) {
      throw Errors.invalid("BAD_PEER_ID", "id", String.valueOf(e.getMessage()));
    }
  }
}

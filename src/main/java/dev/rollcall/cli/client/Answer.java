package dev.rollcall.cli.client;

import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Revision;
import java.util.ArrayList;
import java.util.List;

/**
 * All pages of a list.
 *
 * @param peers by id
 * @param revision of the first page
 * @param observer who answered
 */
record Answer(List<Peer> peers, Revision revision, Observer observer) {

  private static final int PAGE = 10_000;

  /** Asks for the peers that match. */
  static Answer of(ServerConnection server, PeerFilter filter) {
    List<Peer> peers = new ArrayList<>();
    ListPeersRequest.Builder request =
        ListPeersRequest.newBuilder().setPageSize(PAGE).setFilter(filter);
    ListPeersResponse first = server.ask(stub -> stub.listPeers(request.build()));
    ListPeersResponse page = first;
    peers.addAll(page.getPeersList());
    while (!page.getNextPageToken().isEmpty()) {
      request.setPageToken(page.getNextPageToken());
      page = server.ask(stub -> stub.listPeers(request.build()));
      peers.addAll(page.getPeersList());
    }
    return new Answer(List.copyOf(peers), first.getRevision(), first.getObserver());
  }

  /** The list as one message, for those who read JSON. */
  ListPeersResponse message() {
    return ListPeersResponse.newBuilder()
        .addAllPeers(peers)
        .setTotalSize(peers.size())
        .setRevision(revision)
        .setObserver(observer)
        .build();
  }
}

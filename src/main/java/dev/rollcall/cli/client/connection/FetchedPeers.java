package dev.rollcall.cli.client.connection;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A complete list of peers, fetched page by page.
 *
 * @param peers ordered by id
 * @param revision of the first page
 * @param observer the node that answered
 */
public record FetchedPeers(List<Peer> peers, Revision revision, Observer observer) {

  private static final int PAGE_SIZE = 10_000;

  /**
   * Fetches the peers that match.
   *
   * @throws CommandFailedException if a call fails, or the server repeats a page
   */
  public static FetchedPeers fetch(ServerConnection server, PeerFilter filter) {
    List<Peer> peers = new ArrayList<>();
    ListPeersRequest.Builder request =
        ListPeersRequest.newBuilder().setPageSize(PAGE_SIZE).setFilter(filter);
    ListPeersResponse first = server.call(stub -> stub.listPeers(request.build()));
    ListPeersResponse page = first;
    peers.addAll(page.getPeersList());
    Set<String> tokens = new HashSet<>();
    while (!page.getNextPageToken().isEmpty()) {
      if (!tokens.add(page.getNextPageToken())) {
        throw new CommandFailedException(
            "%s keeps returning the same page of its list (page token '%s')"
                .formatted(server.server().address(), TerminalSafe.escape(page.getNextPageToken())),
            ExitCode.UNAVAILABLE);
      }
      request.setPageToken(page.getNextPageToken());
      page = server.call(stub -> stub.listPeers(request.build()));
      peers.addAll(page.getPeersList());
    }
    return new FetchedPeers(List.copyOf(peers), first.getRevision(), first.getObserver());
  }

  /** The whole list as one message, for JSON. */
  public ListPeersResponse message() {
    return ListPeersResponse.newBuilder()
        .addAllPeers(peers)
        .setTotalSize(peers.size())
        .setRevision(revision)
        .setObserver(observer)
        .build();
  }
}

package dev.rollcall.testing.peer;

import dev.rollcall.v1.Link;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Node;
import dev.rollcall.v1.Observer;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Revision;
import dev.rollcall.v1.Topology;
import dev.rollcall.v1.WatchPeersResponse;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds the peers of a faked Rollcall and builds the contract's messages from them. Not
 * thread-safe.
 */
public final class FakePeerDirectory {

  private final TreeMap<String, Peer> peers = new TreeMap<>();
  private final TreeMap<String, Long> changedAt = new TreeMap<>();
  private Observer observer = Observer.getDefaultInstance();
  private Optional<Peer> self = Optional.empty();
  private int pageSize = Integer.MAX_VALUE;
  private boolean repeatsPages;
  private String epoch = "one";
  private long revision = 1;

  public void observer(Observer newObserver) {
    observer = newObserver;
  }

  public void self(Peer entry) {
    self = Optional.of(entry);
  }

  public void pageSize(int most) {
    pageSize = most;
  }

  public void repeatPages() {
    repeatsPages = true;
  }

  public void restart(String newEpoch) {
    epoch = newEpoch;
    revision = 1;
  }

  /** Returns what the watchers are sent. */
  public WatchPeersResponse put(Peer... changed) {
    revision++;
    WatchPeersResponse.Builder response = message();
    for (Peer peer : changed) {
      peers.put(peer.getId(), peer);
      changedAt.put(peer.getId(), revision);
      response.addChanged(peer);
    }
    return response.build();
  }

  /** Returns what the watchers are sent. */
  public WatchPeersResponse remove(String id) {
    revision++;
    peers.remove(id);
    return message().addRemoved(id).build();
  }

  public WatchPeersResponse all() {
    return message().addAllChanged(peers.values()).build();
  }

  public ListPeersResponse page(ListPeersRequest request) {
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    List<Peer> all = List.copyOf(peers.values());
    int to = (int) Math.min(all.size(), (long) from + pageSize);
    return ListPeersResponse.newBuilder()
        .addAllPeers(all.subList(from, to))
        .setNextPageToken(repeatsPages ? "0" : to < all.size() ? String.valueOf(to) : "")
        .setTotalSize(all.size())
        .setRevision(currentRevision())
        .setObserver(observer)
        .build();
  }

  public Topology topology() {
    Topology.Builder topology = Topology.newBuilder().setObserver(observer);
    topology.addNodes(
        Node.newBuilder().setSelf(true).setPeer(self.orElseGet(Peer::getDefaultInstance)));
    String from = self.map(Peer::getId).orElse("");
    for (Peer peer : peers.values()) {
      topology.addNodes(Node.newBuilder().setPeer(peer));
      topology.addLinks(
          Link.newBuilder()
              .setFrom(from)
              .setTo(peer.getId())
              .setStatus(peer.getHealth().getStatus())
              .setRoundTripTime(peer.getHealth().getRoundTripTime()));
    }
    return topology.build();
  }

  public WatchPeersResponse changesSince(Revision after) {
    if (!after.getEpoch().equals(epoch)) {
      return message().setReset(true).addAllChanged(peers.values()).build();
    }
    List<Peer> changed =
        peers.values().stream()
            .filter(peer -> changedAt.getOrDefault(peer.getId(), 0L) > after.getNumber())
            .toList();
    return message().addAllChanged(changed).build();
  }

  private WatchPeersResponse.Builder message() {
    return WatchPeersResponse.newBuilder().setRevision(currentRevision()).setObserver(observer);
  }

  private Revision currentRevision() {
    return Revision.newBuilder().setEpoch(epoch).setNumber(revision).build();
  }
}

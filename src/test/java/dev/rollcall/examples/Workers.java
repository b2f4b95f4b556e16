package dev.rollcall.examples;

import dev.rollcall.v1.Discovery;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Peer;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Status;
import dev.rollcall.v1.WatchPeersRequest;
import dev.rollcall.v1.WatchPeersResponse;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds the peers that can be given work: the healthy ones with a GPU. */
@ApplicationScoped
public class Workers {

  private static final PeerFilter ABLE =
      PeerFilter.newBuilder().setGpu(true).addStatuses(Status.STATUS_HEALTHY).build();

  private final Discovery discovery;

  Workers(@GrpcClient("rollcall") Discovery discovery) {
    this.discovery = discovery;
  }

  /** Lists their addresses. */
  public Uni<List<String>> addresses() {
    return discovery
        .listPeers(ListPeersRequest.newBuilder().setFilter(ABLE).build())
        .map(ListPeersResponse::getPeersList)
        .map(peers -> peers.stream().map(Peer::getAddress).toList());
  }

  /** Watches them: all of them first, then each change. */
  public Multi<WatchPeersResponse> changes() {
    return discovery.watchPeers(WatchPeersRequest.newBuilder().setFilter(ABLE).build());
  }
}

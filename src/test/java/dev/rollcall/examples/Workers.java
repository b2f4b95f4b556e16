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

/** Who can be given work: the healthy peers with a GPU. */
@ApplicationScoped
public class Workers {

  private static final PeerFilter ABLE =
      PeerFilter.newBuilder().setGpu(true).addStatuses(Status.STATUS_HEALTHY).build();

  private final Discovery discovery;

  Workers(@GrpcClient("rollcall") Discovery discovery) {
    this.discovery = discovery;
  }

  /** Their addresses now. */
  public Uni<List<String>> addresses() {
    return discovery
        .listPeers(ListPeersRequest.newBuilder().setFilter(ABLE).build())
        .map(ListPeersResponse::getPeersList)
        .map(peers -> peers.stream().map(Peer::getAddress).toList());
  }

  /** All of them, then what changes. */
  public Multi<WatchPeersResponse> changes() {
    return discovery.watchPeers(WatchPeersRequest.newBuilder().setFilter(ABLE).build());
  }
}

package dev.rollcall.serve.contract;

import dev.rollcall.directory.DirectoryView;
import dev.rollcall.directory.NodeInfo;
import dev.rollcall.v1.GetPeerRequest;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import dev.rollcall.v1.Peer;

/** Asks about the newest snapshot, as a call does. */
record SnapshotQueries(DirectoryView directory, NodeInfo observer) {

  ListPeersResponse listPeers(ListPeersRequest request) {
    return new Queries(observer).list(request, directory.snapshot());
  }

  Peer getPeer(GetPeerRequest request) {
    return Queries.get(request, directory.snapshot());
  }
}

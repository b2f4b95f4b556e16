package dev.rollcall.cli.client.format;

import dev.rollcall.v1.Peer;
import java.util.List;

/** Open MPI's hostfile: a host a line, with a slot for each GPU, as dstack writes it. */
final class MpiHostfile {

  private MpiHostfile() {}

  static List<String> lines(List<Peer> peers) {
    return peers.stream().map(MpiHostfile::line).toList();
  }

  // Without slots Open MPI takes one; as dstack does it for nodes without GPUs.
  private static String line(Peer peer) {
    String host = PeerHost.of(peer);
    int gpus = JobVariables.gpus(peer);
    return gpus == 0 ? host : host + " slots=" + gpus;
  }
}

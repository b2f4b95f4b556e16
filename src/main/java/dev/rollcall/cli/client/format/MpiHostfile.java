package dev.rollcall.cli.client.format;

import dev.rollcall.v1.Peer;
import java.util.List;

/** Formats an Open MPI hostfile: one host per line, with a slot for each GPU, as dstack does. */
final class MpiHostfile {

  private MpiHostfile() {}

  static List<String> lines(List<Peer> peers) {
    return peers.stream().map(MpiHostfile::line).toList();
  }

  // Without GPUs no slots are given, as in dstack; Open MPI then assumes one.
  private static String line(Peer peer) {
    String host = PeerHost.of(peer);
    int gpus = JobVariables.gpus(peer);
    return gpus == 0 ? host : host + " slots=" + gpus;
  }
}

package dev.rollcall.cli.client.format;

import dev.rollcall.v1.Peer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Formats an Open MPI hostfile: one line a host, with a slot for each GPU, as dstack does. Open MPI
 * rejects a host whose slots are given twice, so those of several peers on one host are added up.
 */
final class MpiHostfile {

  private MpiHostfile() {}

  /** The hosts in the order of their first peers. */
  static List<String> lines(List<Peer> peers) {
    Map<String, Integer> slots = new LinkedHashMap<>();
    peers.forEach(
        peer -> slots.merge(PeerHost.of(peer), JobVariables.gpus(peer), MpiHostfile::sum));
    return slots.entrySet().stream().map(host -> line(host.getKey(), host.getValue())).toList();
  }

  // A peer without a GPU counts for one slot, which is what Open MPI assumes of a line without.
  private static int sum(int first, int more) {
    return Math.max(1, first) + Math.max(1, more);
  }

  private static String line(String host, int slots) {
    return slots == 0 ? host : host + " slots=" + slots;
  }
}

package dev.rollcall.cli.client.format;

import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The condition that ends a wait for peers.
 *
 * @param count the number of peers; absent: all that are not in maintenance, and at least one
 * @param statuses of the peers that count
 */
public record WaitCondition(OptionalInt count, Set<Status> statuses) {

  /** How many peers match the condition, and which do not. */
  public record Progress(int needed, List<Peer> matching, List<Peer> missing) {

    public boolean isComplete() {
      return matching.size() >= needed;
    }
  }

  /** Evaluates the condition for the peers that match the filter, whatever their status. */
  public Progress evaluate(Collection<Peer> peers) {
    List<Peer> matching = peers.stream().filter(this::matches).toList();
    List<Peer> missing =
        peers.stream().filter(peer -> !matches(peer) && !isInMaintenance(peer)).toList();
    return new Progress(
        count.orElse(Math.max(1, matching.size() + missing.size())), matching, missing);
  }

  private boolean matches(Peer peer) {
    return statuses.contains(peer.getHealth().getStatus());
  }

  private static boolean isInMaintenance(Peer peer) {
    return peer.getHealth().getStatus() == Status.STATUS_MAINTENANCE;
  }
}

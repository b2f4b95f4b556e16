package dev.rollcall.cli.client.format;

import dev.rollcall.v1.Peer;
import dev.rollcall.v1.Status;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is waited for.
 *
 * @param count so many peers; absent: all that are not in maintenance, and at least one
 * @param statuses of which each has one
 */
public record WaitCondition(OptionalInt count, Set<Status> statuses) {

  /** How far that is. */
  public record Progress(int needed, List<Peer> matching, List<Peer> missing) {

    public boolean isComplete() {
      return matching.size() >= needed;
    }
  }

  /** Judges the peers that match in all but their status. */
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

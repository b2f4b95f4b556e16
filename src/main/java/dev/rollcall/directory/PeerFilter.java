package dev.rollcall.directory;

import dev.rollcall.monitor.Status;
import dev.rollcall.peer.Capabilities;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Selects peers. A peer matches if it matches every part that is set; what is not known of a peer
 * counts as the least that it can be.
 *
 * @param statuses any of these; empty: any
 * @param labels all of these, each with this value
 * @param gpu whether it has a GPU; a peer of which that is not known matches neither
 * @param minMemoryGb at least so much memory
 * @param minGpuMemoryGb at least so much GPU memory
 * @param minGpuCount at least so many GPUs
 */
public record PeerFilter(
    Set<Status> statuses,
    Map<String, String> labels,
    Optional<Boolean> gpu,
    OptionalDouble minMemoryGb,
    OptionalDouble minGpuMemoryGb,
    OptionalInt minGpuCount) {

  /** Every peer. */
  public static final PeerFilter ALL =
      new PeerFilter(
          Set.of(),
          Map.of(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty());

  /** Copies what it is given. */
  public PeerFilter {
    statuses = Set.copyOf(statuses);
    labels = Map.copyOf(labels);
  }

  /** Whether this peer, as it is in its snapshot, matches. */
  public boolean matches(PeerState peerState) {
    Capabilities capabilities = peerState.peer().capabilities();
    return (statuses.isEmpty() || statuses.contains(peerState.status()))
        && peerState.peer().labels().entrySet().containsAll(labels.entrySet())
        && (gpu.isEmpty() || gpu.equals(hasGpu(capabilities)))
        && minMemoryGb.orElse(0) <= capabilities.memoryGb().orElse(0)
        && minGpuMemoryGb.orElse(0) <= capabilities.gpuMemoryGb().orElse(0)
        && minGpuCount.orElse(0) <= leastGpuCount(capabilities);
  }

  /** The same but for the statuses, of which it takes any. */
  public PeerFilter withoutStatuses() {
    return with(Set.of());
  }

  /** The same but for the statuses. */
  public PeerFilter with(Set<Status> others) {
    return new PeerFilter(others, labels, gpu, minMemoryGb, minGpuMemoryGb, minGpuCount);
  }

  private static Optional<Boolean> hasGpu(Capabilities capabilities) {
    if (capabilities.gpu().isPresent() || capabilities.gpuCount().isEmpty()) {
      return capabilities.gpu();
    }
    return Optional.of(capabilities.gpuCount().getAsInt() > 0);
  }

  private static int leastGpuCount(Capabilities capabilities) {
    return capabilities.gpuCount().orElse(capabilities.gpu().orElse(false) ? 1 : 0);
  }
}

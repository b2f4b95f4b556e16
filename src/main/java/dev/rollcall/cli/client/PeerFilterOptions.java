package dev.rollcall.cli.client;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.v1.PeerFilter;
import dev.rollcall.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options that select peers; a peer must match all that are given. */
final class PeerFilterOptions {

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      converter = StatusConverter.class,
      description = {
        "Only peers with this status: healthy, suspect, unhealthy, unknown (not checked yet) or"
            + " maintenance; several are separated by commas."
      })
  private List<Status> statuses = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      converter = LabelFilter.Converter.class,
      description = "Only peers with this label; repeatable.")
  private List<LabelFilter> labels = new ArrayList<>();

  @Option(
      names = "--gpu",
      negatable = true,
      description = "Only peers with a GPU; --no-gpu: without one.")
  private Optional<Boolean> gpu = Optional.empty();

  @Option(
      names = "--min-memory-gb",
      paramLabel = "N",
      converter = AmountConverter.class,
      description = "Only peers with at least N GB of memory.")
  private Optional<Double> minMemory = Optional.empty();

  @Option(
      names = "--min-gpu-memory-gb",
      paramLabel = "N",
      converter = AmountConverter.class,
      description = "Only peers with at least N GB of GPU memory, summed over their GPUs.")
  private Optional<Double> minGpuMemory = Optional.empty();

  @Option(
      names = "--min-gpu-count",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Only peers with at least N GPUs.")
  private Optional<Integer> minGpuCount = Optional.empty();

  /**
   * The filter for all of these options.
   *
   * @throws CommandFailedException if the options contradict each other
   */
  PeerFilter filter() {
    return filter(statuses);
  }

  /** The filter for all of these options but the status. */
  PeerFilter filterWithoutStatus() {
    return filter(List.of());
  }

  /** The selected statuses; healthy if none is given. */
  Set<Status> statusesOrHealthy() {
    return statuses.isEmpty() ? Set.of(Status.STATUS_HEALTHY) : Set.copyOf(statuses);
  }

  private PeerFilter filter(List<Status> selected) {
    PeerFilter.Builder filter = PeerFilter.newBuilder().addAllStatuses(selected);
    labels.forEach(label -> add(label, filter));
    gpu.ifPresent(filter::setGpu);
    minMemory.ifPresent(filter::setMinMemoryGb);
    minGpuMemory.ifPresent(filter::setMinGpuMemoryGb);
    minGpuCount.ifPresent(filter::setMinGpuCount);
    return filter.build();
  }

  private static void add(LabelFilter label, PeerFilter.Builder filter) {
    String other = filter.getLabelsOrDefault(label.name(), label.value());
    if (!other.equals(label.value())) {
      throw new CommandFailedException(
          "--label: '%1$s' cannot be both '%2$s' and '%3$s'"
              .formatted(label.name(), other, label.value()),
          ExitCode.USAGE);
    }
    filter.putLabels(label.name(), label.value());
  }
}

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

/** Which peers are meant; one has to match every option that is given. */
final class PeerFilterOptions {

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      converter = StatusConverter.class,
      description = {
        "Only those of this status: healthy, suspect, unhealthy, unknown (not checked yet) or"
            + " maintenance; several with commas between."
      })
  private List<Status> statuses = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      converter = LabelFilter.Converter.class,
      description = "Only those with this label; may be repeated.")
  private List<LabelFilter> labels = new ArrayList<>();

  @Option(
      names = "--gpu",
      negatable = true,
      description = "Only those with a GPU; --no-gpu: without one.")
  private Optional<Boolean> gpu = Optional.empty();

  @Option(
      names = "--min-memory-gb",
      paramLabel = "N",
      converter = AmountConverter.class,
      description = "Only those with so much memory.")
  private Optional<Double> minMemory = Optional.empty();

  @Option(
      names = "--min-gpu-memory-gb",
      paramLabel = "N",
      converter = AmountConverter.class,
      description = "Only those with so much GPU memory, of all their GPUs together.")
  private Optional<Double> minGpuMemory = Optional.empty();

  @Option(
      names = "--min-gpu-count",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Only those with so many GPUs.")
  private Optional<Integer> minGpuCount = Optional.empty();

  /**
   * Those that are meant.
   *
   * @throws CommandFailedException if no peer could be one of them
   */
  PeerFilter filter() {
    return filter(statuses);
  }

  /** Those that are meant, whatever their status. */
  PeerFilter filterWithoutStatus() {
    return filter(List.of());
  }

  /** The statuses that are meant; healthy, if none is given. */
  Set<Status> statusesOrHealthy() {
    return statuses.isEmpty() ? Set.of(Status.STATUS_HEALTHY) : Set.copyOf(statuses);
  }

  private PeerFilter filter(List<Status> wanted) {
    PeerFilter.Builder filter = PeerFilter.newBuilder().addAllStatuses(wanted);
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
          "--label: '%1$s' can be '%2$s' or '%3$s', and not both"
              .formatted(label.name(), other, label.value()),
          ExitCode.USAGE);
    }
    filter.putLabels(label.name(), label.value());
  }
}

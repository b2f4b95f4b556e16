package dev.rollcall.serve.contract;

import dev.rollcall.directory.PeerFilter;
import dev.rollcall.monitor.Status;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Converts a filter as a client sent it to one of the directory. */
public final class Filters {

  private Filters() {}

  /**
   * A filter as the directory applies it.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT for a value that is not valid
   */
  public static PeerFilter filter(dev.rollcall.v1.PeerFilter filter) {
    return new PeerFilter(
        statuses(filter),
        filter.getLabelsMap(),
        filter.hasGpu() ? Optional.of(filter.getGpu()) : Optional.empty(),
        filter.hasMinMemoryGb()
            ? amount("filter.min_memory_gb", filter.getMinMemoryGb())
            : OptionalDouble.empty(),
        filter.hasMinGpuMemoryGb()
            ? amount("filter.min_gpu_memory_gb", filter.getMinGpuMemoryGb())
            : OptionalDouble.empty(),
        filter.hasMinGpuCount()
            ? OptionalInt.of(atMostMaxInt(filter.getMinGpuCount()))
            : OptionalInt.empty());
  }

  private static Set<Status> statuses(dev.rollcall.v1.PeerFilter filter) {
    Set<Status> statuses = EnumSet.noneOf(Status.class);
    for (int i = 0; i < filter.getStatusesCount(); i++) {
      statuses.add(status(i, filter.getStatusesValue(i)));
    }
    return statuses;
  }

  private static Status status(int index, int number) {
    for (Status status : Status.values()) {
      if (ProtoMapper.status(status).getNumber() == number) {
        return status;
      }
    }
    throw Errors.invalid(
        "UNKNOWN_STATUS",
        "filter.statuses[%d]".formatted(index),
        "%d is not a status that a peer can have (1-5)".formatted(number));
  }

  private static OptionalDouble amount(String field, double value) {
    if (Double.isNaN(value) || value < 0) {
      throw Errors.invalid(
          "OUT_OF_RANGE", field, "%s is out of range (0 or more)".formatted(value));
    }
    return OptionalDouble.of(value);
  }

  /** The contract's number is unsigned; Java reads its upper half as negative. */
  private static int atMostMaxInt(int unsigned) {
    return unsigned < 0 ? Integer.MAX_VALUE : unsigned;
  }
}

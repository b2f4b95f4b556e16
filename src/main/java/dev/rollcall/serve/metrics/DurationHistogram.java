package dev.rollcall.serve.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts durations in buckets, in some 150 bytes. One thread records, any thread reads. */
final class DurationHistogram {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final String UPPER_BOUND_LABEL = "le";

  private final List<Double> upperBounds;
  private final AtomicLongArray counts;
  private final AtomicLong totalNanos = new AtomicLong();

  /**
   * @param upperBounds of the buckets in seconds, ascending, without the last one, {@code +Inf}
   */
  DurationHistogram(List<Double> upperBounds) {
    this.upperBounds = upperBounds;
    this.counts = new AtomicLongArray(upperBounds.size() + 1);
  }

  /** Adds one; a negative duration counts as zero. */
  void record(Duration duration) {
    long nanos = Math.max(0, duration.toNanos());
    int bucket = 0;
    while (bucket < upperBounds.size() && nanos > upperBounds.get(bucket) * NANOS_PER_SECOND) {
      bucket++;
    }
    totalNanos.addAndGet(nanos);
    counts.incrementAndGet(bucket);
  }

  /** Adds the samples of a histogram of this name and with these labels. */
  void addTo(SampleSink samples, String name, List<String> labelNames, List<String> labelValues) {
    List<String> bucketNames = new ArrayList<>(labelNames);
    bucketNames.add(UPPER_BOUND_LABEL);
    long count = 0;
    for (int bucket = 0; bucket < counts.length(); bucket++) {
      count += counts.get(bucket);
      List<String> bucketValues = new ArrayList<>(labelValues);
      bucketValues.add(upperBound(bucket));
      samples.add(name + "_bucket", bucketNames, bucketValues, (double) count);
    }
    samples.add(name + "_count", labelNames, labelValues, (double) count);
    samples.add(name + "_sum", labelNames, labelValues, totalNanos.get() / NANOS_PER_SECOND);
  }

  private String upperBound(int bucket) {
    return bucket < upperBounds.size() ? upperBounds.get(bucket).toString() : "+Inf";
  }
}

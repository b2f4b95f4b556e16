package dev.rollcall.serve.metrics;

import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How often something took how long. Some 150 bytes; one thread notes, any thread reads. */
final class DurationHistogram {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final String UP_TO = "le";

  private final List<Double> bounds;
  private final AtomicLongArray counts;
  private final AtomicLong nanos = new AtomicLong();

  /**
   * @param bounds the upper ends of the buckets in seconds, the lowest first, without the last
   */
  DurationHistogram(List<Double> bounds) {
    this.bounds = bounds;
    this.counts = new AtomicLongArray(bounds.size() + 1);
  }

  void note(Duration duration) {
    long noted = Math.max(0, duration.toNanos());
    int bucket = 0;
    while (bucket < bounds.size() && noted > bounds.get(bucket) * NANOS_PER_SECOND) {
      bucket++;
    }
    nanos.addAndGet(noted);
    counts.incrementAndGet(bucket);
  }

  /** The samples of a histogram of this name and with these labels. */
  void addTo(List<Sample> samples, String name, List<String> names, List<String> values) {
    List<String> withBound = new ArrayList<>(names);
    withBound.add(UP_TO);
    long sum = 0;
    for (int bucket = 0; bucket < counts.length(); bucket++) {
      sum += counts.get(bucket);
      List<String> bucketValues = new ArrayList<>(values);
      bucketValues.add(bucket < bounds.size() ? bounds.get(bucket).toString() : "+Inf");
      samples.add(new Sample(name + "_bucket", withBound, bucketValues, sum));
    }
    samples.add(new Sample(name + "_count", names, values, sum));
    samples.add(new Sample(name + "_sum", names, values, nanos.get() / NANOS_PER_SECOND));
  }
}

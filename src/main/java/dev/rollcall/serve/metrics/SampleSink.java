package dev.rollcall.serve.metrics;

import java.util.List;

/** Collects the samples of one scrape, whatever library writes them. */
@FunctionalInterface
interface SampleSink {

  /**
   * Adds one sample.
   *
   * @param name with its suffix, such as {@code _total}
   * @param labelValues as many as there are label names, in the same order
   */
  void add(String name, List<String> labelNames, List<String> labelValues, double value);
}

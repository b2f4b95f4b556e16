/** Counts checks, and exports the cluster to Prometheus at {@code /q/metrics}. */
package dev.rollcall.serve.metrics;

/** {@code /q/metrics}: the cluster as Prometheus reads it. */
package dev.rollcall.serve.metrics;

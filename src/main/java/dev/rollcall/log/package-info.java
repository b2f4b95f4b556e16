/**
 * The cluster's log lines: transitions, isolation, local shortages, maintenance. A consumer of the
 * pipeline's results, as the metrics are.
 */
package dev.rollcall.log;

package dev.rollcall.cli;

import java.util.Map;

/** Starts the service for the command line, and runs it until it is stopped. */
public interface ServiceRunner {

  /**
   * Serves until the process is stopped. If the service cannot start, it logs the reason and ends
   * the process.
   *
   * @param settings by property name; they override configuration files and the environment
   */
  void serve(Map<String, String> settings);

  /** Serves like {@link #serve}, but with simulated peers in place of any configured list. */
  void demo(Map<String, String> settings);
}

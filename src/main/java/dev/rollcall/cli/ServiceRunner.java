package dev.rollcall.cli;

import java.util.Map;

/** The service, as the command line asks for it. */
public interface ServiceRunner {

  /**
   * Serves until it is told to end. A service that cannot start tells why and ends the program.
   *
   * @param settings by the name of the property; they come before those of files and environment
   */
  void serve(Map<String, String> settings);

  /** The same with peers inside the program, whatever list there is otherwise. */
  void demo(Map<String, String> settings);
}

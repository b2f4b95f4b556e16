package dev.rollcall.directory;

import dev.rollcall.time.TimePoint;
import java.util.List;

/**
 * Where the list in force came from.
 *
 * @param source for people, such as {@code file:peers.yaml}
 * @param loadedAt when it was taken into force
 * @param digest the same on two nodes if and only if their lists mean the same
 * @param errors why the newest version of the source was refused; empty: it is in force
 */
public record RosterState(String source, TimePoint loadedAt, String digest, List<String> errors) {

  /** Copies the errors. */
  public RosterState {
    errors = List.copyOf(errors);
  }
}

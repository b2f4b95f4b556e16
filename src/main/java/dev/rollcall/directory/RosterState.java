package dev.rollcall.directory;

import dev.rollcall.time.TimePoint;
import java.util.List;

/**
 * The source of the active roster, and whether it is the newest version.
 *
 * @param source for people, such as {@code file:peers.yaml}
 * @param loadedAt when it became active
 * @param digest the same on two nodes if and only if their lists mean the same
 * @param errors why the newest version of the source was rejected; empty: it is active
 */
public record RosterState(String source, TimePoint loadedAt, String digest, List<String> errors) {

  /** Copies the errors. */
  public RosterState {
    errors = List.copyOf(errors);
  }
}

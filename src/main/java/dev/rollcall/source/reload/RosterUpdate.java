package dev.rollcall.source.reload;

import dev.rollcall.peer.Roster;
import java.util.List;

/** What comes of reading the list: at the start, and each time that it changed. */
public sealed interface RosterUpdate {

  /**
   * A list that is to be in force.
   *
   * @param roster the list
   * @param source where it came from, such as {@code file:peers.yaml}
   */
  record Accepted(Roster roster, String source) implements RosterUpdate {}

  /**
   * A list that is not; the one before stays in force.
   *
   * @param problems why, with their places
   */
  record Rejected(List<String> problems) implements RosterUpdate {}
}

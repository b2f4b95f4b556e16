package dev.rollcall.source.reload;

import dev.rollcall.peer.Roster;
import java.util.List;

/** The result of reading the list: at the start, and each time that it has changed. */
public sealed interface RosterUpdate {

  /**
   * A list that becomes the active one.
   *
   * @param roster the list
   * @param source where it came from, such as {@code file:peers.yaml}
   */
  record Accepted(Roster roster, String source) implements RosterUpdate {}

  /**
   * A list with problems; the previous one stays active.
   *
   * @param problems each with its place
   */
  record Rejected(List<String> problems) implements RosterUpdate {}
}

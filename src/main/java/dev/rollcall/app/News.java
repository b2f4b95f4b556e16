package dev.rollcall.app;

import dev.rollcall.peer.Roster;
import java.util.List;

/** What comes of reading the list: at the start, and each time that it changed. */
sealed interface News {

  /**
   * A list that is to be in force.
   *
   * @param roster the list
   * @param source where it came from, such as {@code file:peers.yaml}
   */
  record Listed(Roster roster, String source) implements News {}

  /**
   * A list that is not; the one before stays in force.
   *
   * @param problems why, with their places
   */
  record Refused(List<String> problems) implements News {}
}

package dev.rollcall.source.file;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.Reading;

/** What a look at a watched file has found. */
public sealed interface Look {

  /** What was read last is still there. */
  record Unchanged() implements Look {}

  /** Something new is there, which may be half written: look again soon. */
  record Unsettled() implements Look {}

  /**
   * Something new is there.
   *
   * @param reading the whole list, or all that is wrong with it
   */
  record Changed(Reading<Roster> reading) implements Look {}
}

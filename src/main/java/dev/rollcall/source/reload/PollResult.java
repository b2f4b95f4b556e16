package dev.rollcall.source.reload;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;

/** What a look at a watched file has found. */
public sealed interface PollResult {

  /** What was read last is still there. */
  record Unchanged() implements PollResult {}

  /** Something new is there, which may be half written: look again soon. */
  record Unsettled() implements PollResult {}

  /**
   * Something new is there.
   *
   * @param reading the whole list, or all that is wrong with it
   */
  record Changed(ParseResult<Roster> reading) implements PollResult {}
}

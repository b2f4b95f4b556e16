package dev.rollcall.source.reload;

/**
 * The result of polling a file.
 *
 * @param <C> its content, as it was read
 */
public sealed interface PollResult<C> {

  /** The content that was evaluated last is still there. */
  record Unchanged<C>() implements PollResult<C> {}

  /** There is new content, which may be half written: poll again soon. */
  record Unsettled<C>() implements PollResult<C> {}

  /**
   * The file could not be read, and is not to blame: poll again soon.
   *
   * @param localError the shortage of this machine, for users
   */
  record LocalShortage<C>(String localError) implements PollResult<C> {}

  /**
   * There is new content, and it counts.
   *
   * @param content all of it
   */
  record Changed<C>(C content) implements PollResult<C> {}
}

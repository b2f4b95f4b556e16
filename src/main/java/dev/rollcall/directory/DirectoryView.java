package dev.rollcall.directory;

/** The read side of the directory: all that those who answer questions see. */
public interface DirectoryView {

  /** What is known now. Never blocks; two calls may give two snapshots. */
  Snapshot snapshot();

  /**
   * How many judgements were taken up in this run. As long as it stays the same, a snapshot reads
   * the same: the times and counts of checks are no news, but they do move on.
   */
  long readings();
}

package dev.rollcall.directory;

/** The read side of the directory, for those who answer requests. */
public interface DirectoryView {

  /** The newest snapshot. Never blocks; two calls may return two snapshots. */
  Snapshot snapshot();

  /**
   * How many check results were recorded in this run. As long as it stays the same, so do the times
   * and counts in a snapshot, which change without a new revision.
   */
  long recordedResults();
}

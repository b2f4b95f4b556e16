package dev.rollcall.directory;

/** The read side of the directory: all that those who answer questions see. */
@FunctionalInterface
public interface DirectoryView {

  /** What is known now. Never blocks; two calls may give two snapshots. */
  Snapshot snapshot();
}

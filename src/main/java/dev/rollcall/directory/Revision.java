package dev.rollcall.directory;

/**
 * A point in the history of one run. Numbers of two epochs do not compare.
 *
 * @param epoch names the run; another one after each start
 * @param number grows by one with every change of the list or of a status
 */
public record Revision(String epoch, long number) {

  Revision next() {
    return new Revision(epoch, number + 1);
  }
}

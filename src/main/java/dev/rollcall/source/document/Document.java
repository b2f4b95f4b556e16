package dev.rollcall.source.document;

import java.util.List;

/**
 * A document as it was written: located values that are not interpreted yet.
 *
 * @param root the outermost value
 * @param problems what was wrong with its form, short of making it unreadable
 */
public record Document(DocumentValue root, List<Problem> problems) {

  /** The deepest nesting of lists and mappings in a document. */
  public static final int MAX_DEPTH = 20;

  /** Copies the problems. */
  public Document {
    problems = List.copyOf(problems);
  }
}

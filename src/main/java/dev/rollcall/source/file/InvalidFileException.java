package dev.rollcall.source.file;

import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;

/** Ends the reading of a file, with the one problem that is the reason. */
final class InvalidFileException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  InvalidFileException(SourceLocation location, String message) {
    super(message);
    problem = new Problem(location, "", message);
  }

  Problem problem() {
    return problem;
  }
}

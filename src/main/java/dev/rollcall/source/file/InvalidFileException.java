package dev.rollcall.source.file;

import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;

/** Reading a file ends here, with the one problem that says why. */
final class InvalidFileException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  InvalidFileException(SourceLocation place, String message) {
    super(message);
    problem = new Problem(place, "", message);
  }

  Problem problem() {
    return problem;
  }
}

package dev.rollcall.source.file;

import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.ErrorText;
import java.io.IOException;

/** Ends the reading of a file, with the one problem that is the reason. */
final class InvalidFileException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  InvalidFileException(SourceLocation location, String message) {
    super(message);
    problem = new Problem(location, "", message);
  }

  /**
   * @param error from reading the file
   */
  InvalidFileException(SourceLocation location, String message, IOException error) {
    super(message, error);
    problem = new Problem(location, "", message);
  }

  Problem problem() {
    return problem;
  }

  /** Whether the reason is a shortage of this machine, which says nothing about the file. */
  boolean isLocalShortage() {
    return getCause() != null && ErrorText.isLocalShortage(getCause());
  }
}

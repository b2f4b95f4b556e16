package dev.rollcall.source.file;

import dev.rollcall.source.Place;
import dev.rollcall.source.Problem;

/** Reading a file ends here, with the one problem that says why. */
final class RefusedFileException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  RefusedFileException(Place place, String message) {
    super(message);
    problem = new Problem(place, "", message);
  }

  Problem problem() {
    return problem;
  }
}

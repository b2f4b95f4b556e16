package dev.rollcall.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;

/** An error with what caused it, in one line. */
public final class ErrorText {

  // Nothing that a library makes is deeper, and a chain may be a circle.
  private static final int MAX_CAUSES = 16;

  private ErrorText() {}

  /** The errors from the outermost on; at least one. */
  public static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES);
  }

  /** Each cause that says more than those around it. */
  public static String format(Throwable error) {
    StringBuilder told = new StringBuilder();
    causes(error)
        .map(ErrorText::message)
        .filter(words -> told.indexOf(words) < 0)
        .forEach(words -> told.append(told.isEmpty() ? "" : ": ").append(words));
    return told.toString();
  }

  private static String message(Throwable error) {
    String said = Optional.ofNullable(error.getMessage()).orElse("").replaceAll("\\R", " ");
    if (error instanceof NoSuchFileException) {
      return "there is no such file: " + said;
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied: " + said;
    }
    // The others of this kind have a path and nothing else to say.
    boolean isBare = said.isEmpty() || error instanceof FileSystemException;
    return isBare ? (error.getClass().getSimpleName() + " " + said).strip() : said;
  }
}

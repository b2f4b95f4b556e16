package dev.rollcall.text;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;

/** Formats an error and its causes in one line. */
public final class ErrorText {

  // Libraries make no deeper chains, and a chain may be a cycle.
  private static final int MAX_CAUSES = 16;

  private ErrorText() {}

  /** The errors from the outermost on; at least one. */
  public static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES);
  }

  /** The message of the error and of each cause, without repetitions. */
  public static String format(Throwable error) {
    StringBuilder text = new StringBuilder();
    causes(error)
        .map(ErrorText::message)
        .filter(message -> text.indexOf(message) < 0)
        .forEach(message -> text.append(text.isEmpty() ? "" : ": ").append(message));
    return text.toString();
  }

  private static String message(Throwable error) {
    String message = Optional.ofNullable(error.getMessage()).orElse("").replaceAll("\\R", " ");
    if (error instanceof NoSuchFileException) {
      return "there is no such file: " + message;
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied: " + message;
    }
    // The message of the other FileSystemExceptions may be the path alone.
    boolean isBare = message.isEmpty() || error instanceof FileSystemException;
    return isBare ? (error.getClass().getSimpleName() + " " + message).strip() : message;
  }
}

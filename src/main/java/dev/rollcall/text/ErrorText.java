package dev.rollcall.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Formats an error and its causes in one line. */
public final class ErrorText {

  // Libraries make no deeper chains, and a chain may be a cycle.
  private static final int MAX_CAUSES = 16;

  // An error made of its cause alone has the cause's class in its message.
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error)\\b:? ?");

  private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private ErrorText() {}

  /** The errors from the outermost on; at least one. */
  public static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(MAX_CAUSES);
  }

  /**
   * Whether this machine is short of something that the operation needs, which says nothing about
   * its object: EMFILE, ENFILE, ENOMEM, ENOBUFS. The JDK has no types for them, only the texts of
   * strerror.
   */
  public static boolean isLocalShortage(Throwable error) {
    String message = Optional.ofNullable(error.getMessage()).orElse("").toLowerCase(Locale.ROOT);
    return error instanceof IOException
        && Stream.of("too many open files", "cannot allocate memory", "no buffer space")
            .anyMatch(message::contains);
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

  /**
   * What went wrong, without what it happened to and without the name of a class: the system's own
   * words where the error has them.
   */
  public static String reason(Throwable error) {
    if (error instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    return causes(error)
        .map(ErrorText::plainMessage)
        .filter(message -> !message.isBlank())
        .findFirst()
        .orElseGet(() -> words(causes(error).reduce(error, (outer, cause) -> cause)));
  }

  private static String plainMessage(Throwable error) {
    // The message of a FileSystemException may be the path alone.
    String message =
        error instanceof FileSystemException system ? system.getReason() : error.getMessage();
    return message == null
        ? ""
        : CLASS_NAME.matcher(message).replaceAll("").replaceAll("\\R", " ").strip();
  }

  private static String message(Throwable error) {
    boolean hasFile = error instanceof FileSystemException system && system.getFile() != null;
    return hasFile ? reason(error) + ": " + ((FileSystemException) error).getFile() : reason(error);
  }

  /** The name of the type in words: "closed channel" of a ClosedChannelException. */
  private static String words(Throwable error) {
    String name = error.getClass().getSimpleName().replaceFirst("(?<=.)(Exception|Error)$", "");
    return WORD_BOUNDARY.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
  }
}

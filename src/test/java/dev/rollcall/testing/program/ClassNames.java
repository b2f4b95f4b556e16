package dev.rollcall.testing.program;

import java.util.List;
import java.util.regex.Pattern;

/** Finds what no user should have to read in the output of a program: names of Java's classes. */
final class ClassNames {

  /** A log line has its category, the class that wrote it, in brackets: that is its place. */
  private static final Pattern CATEGORY = Pattern.compile("^(\\S+ +[A-Z]+ +)\\[[\\w.$]+]");

  /** The services of gRPC have names like classes. */
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "\\b(?!rollcall\\.v1\\.|grpc\\.)(?:[a-z][a-z0-9_]*\\.){2,}[A-Z]\\w*[a-z]\\w*"
              + "|\\b[A-Z]\\w*[a-z](?:Exception|Error)\\b|^\\tat ");

  private ClassNames() {}

  /**
   * Throws if one of these lines has the name of a class, other than an internal error, which is to
   * be reported with all that is known of it.
   */
  static void assertNone(List<String> lines) {
    // A JVM prints the stacks of its threads for SIGQUIT, up to its summary of the heap.
    boolean hasThreadDump = lines.stream().anyMatch(line -> line.startsWith("Full thread dump "));
    List<String> found =
        hasThreadDump ? List.of() : lines.stream().filter(ClassNames::hasOne).toList();
    boolean isInternalError = lines.stream().anyMatch(line -> line.contains("please report it"));
    if (!found.isEmpty() && !isInternalError) {
      throw new AssertionError("names of classes in the output: " + found);
    }
  }

  private static boolean hasOne(String line) {
    return CLASS_NAME.matcher(CATEGORY.matcher(line).replaceFirst("$1")).find();
  }
}

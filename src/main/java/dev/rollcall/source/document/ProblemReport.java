package dev.rollcall.source.document;

import dev.rollcall.text.Plural;
import java.util.ArrayList;
import java.util.List;

/** Formats problems for people, as a limited number of lines. */
public final class ProblemReport {

  private static final int MAX_LINES = 100;

  private ProblemReport() {}

  public static List<String> lines(List<Problem> problems) {
    List<String> lines =
        new ArrayList<>(problems.stream().limit(MAX_LINES).map(Problem::toString).toList());
    if (problems.size() > MAX_LINES) {
      lines.add("... and %d more".formatted(problems.size() - MAX_LINES));
    }
    return lines;
  }

  /** The message of a start that failed. */
  public static String startupFailure(List<String> problems) {
    return "rollcall cannot start (%s):%n%s".formatted(count(problems.size()), indented(problems));
  }

  /** {@code 1 problem}, {@code 7 problems}. */
  public static String count(int problems) {
    return Plural.of(problems, "problem");
  }

  /** The lines below each other, indented. */
  public static String indented(List<String> lines) {
    return "  " + String.join(System.lineSeparator() + "  ", lines);
  }
}

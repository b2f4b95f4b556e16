package dev.rollcall.app;

import dev.rollcall.source.Problem;
import java.util.ArrayList;
import java.util.List;

/** Problems for people: as lines, and no more of them than anyone reads. */
final class Refusal {

  private static final int MOST_SHOWN = 100;

  private Refusal() {}

  static List<String> lines(List<Problem> problems) {
    List<String> lines =
        new ArrayList<>(problems.stream().limit(MOST_SHOWN).map(Problem::toString).toList());
    if (problems.size() > MOST_SHOWN) {
      lines.add("... and %d more".formatted(problems.size() - MOST_SHOWN));
    }
    return lines;
  }

  /** Why nothing is started. */
  static String start(List<String> problems) {
    return "rollcall cannot start (%s):%n%s".formatted(count(problems.size()), indented(problems));
  }

  /** {@code 1 problem}, {@code 7 problems}. */
  static String count(int problems) {
    return problems == 1 ? "1 problem" : problems + " problems";
  }

  /** The lines below each other, indented. */
  static String indented(List<String> lines) {
    return "  " + String.join(System.lineSeparator() + "  ", lines);
  }
}

package dev.rollcall.source.launcher;

import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the variables and collects what is wrong with them. For one thread, for one reading. */
final class VariableReader {

  private static final int MAX_DIGITS = 9;

  private final Environment environment;
  private final List<Problem> problems = new ArrayList<>();

  VariableReader(Environment environment) {
    this.environment = environment;
  }

  Environment environment() {
    return environment;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Optional<String> get(String variable) {
    return environment.get(variable);
  }

  /** A whole number; empty if it is not set, and, told, if it is anything else. */
  OptionalInt integer(String variable, int least, int most) {
    Optional<String> text = get(variable);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt number = integer(text.get());
    if (number.isEmpty() || number.getAsInt() < least || number.getAsInt() > most) {
      reject(
          variable,
          "expected a whole number (%d-%d), found '%s'"
              .formatted(least, most, PrintableText.printable(text.get())));
      return OptionalInt.empty();
    }
    return number;
  }

  /** Digits of a number that fits; empty for all else. */
  static OptionalInt integer(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  /** The position of this node in a list, counted from 0. */
  OptionalInt rank(String variable, LaunchedNodes nodes) {
    return nodes.nodes().isEmpty()
        ? OptionalInt.empty()
        : integer(variable, 0, nodes.nodes().size() - 1);
  }

  /** Tells it if another variable, where it is set, counts other than so many nodes. */
  void requireCount(String counter, int listed, String list) {
    OptionalInt count = integer(counter, 0, Integer.MAX_VALUE);
    if (count.isPresent() && count.getAsInt() != listed) {
      reject(counter, "is %d, but %s lists %d".formatted(count.getAsInt(), list, listed));
    }
  }

  void reject(String variable, String message) {
    reject(new SourceLocation.OfName(variable), message);
  }

  void reject(SourceLocation place, String message) {
    problems.add(new Problem(place, "", message));
  }
}

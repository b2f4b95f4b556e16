package dev.rollcall.source.launcher;

import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads environment variables and collects the problems with them. Not thread-safe. */
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

  /** A whole number; empty if it is not set, and, with a problem reported, if it is invalid. */
  OptionalInt integer(String variable, int min, int max) {
    Optional<String> text = get(variable);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt number = integer(text.get());
    if (number.isEmpty() || number.getAsInt() < min || number.getAsInt() > max) {
      reject(
          variable,
          "expected a whole number (%d-%d), found '%s'"
              .formatted(min, max, PrintableText.printable(text.get())));
      return OptionalInt.empty();
    }
    return number;
  }

  /** Parses digits; empty if the text has other characters or too many digits. */
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

  /** Reports a problem if the variable with the number of nodes is set to another number. */
  void requireCount(String counter, int listed, String list) {
    OptionalInt count = integer(counter, 0, Integer.MAX_VALUE);
    if (count.isPresent() && count.getAsInt() != listed) {
      reject(counter, "is %d, but %s lists %d".formatted(count.getAsInt(), list, listed));
    }
  }

  void reject(String variable, String message) {
    reject(new SourceLocation.OfName(variable), message);
  }

  void reject(SourceLocation location, String message) {
    problems.add(new Problem(location, "", message));
  }
}

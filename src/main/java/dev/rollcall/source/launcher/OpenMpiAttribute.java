package dev.rollcall.source.launcher;

import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What follows a host in an Open MPI host file: {@code slots=N}, or a word alone, which its parser
 * ignores.
 *
 * @param key before the equals sign, or the word
 * @param value after it; may be empty; absent: there is no equals sign
 */
record OpenMpiAttribute(String key, Optional<String> value) {

  private static final Set<String> SLOTS = Set.of("slots", "cpu", "count");
  private static final Set<String> MAX_SLOTS =
      Set.of(
          "slots-max",
          "slots_max",
          "max-slots",
          "max_slots",
          "cpu-max",
          "cpu_max",
          "max-cpu",
          "max_cpu",
          "count-max",
          "count_max",
          "max-count",
          "max_count");
  private static final Set<String> USER = Set.of("username", "user-name", "user_name");
  private static final String PORT = "port";

  /** Words that its lexer knows and its parser rejects after a host. */
  private static final Set<String> REJECTED =
      Set.of(
          "rank",
          "slot",
          "boards",
          "sockets",
          "sockets_per_board",
          "sockets-per-board",
          "cores",
          "cores_per_socket",
          "cores-per-socket",
          OpenMpiTokens.EQUAL);

  private static final Pattern IGNORED = Pattern.compile("[A-Za-z0-9_,:*@-]+");

  static List<OpenMpiAttribute> of(List<String> tokens) {
    List<OpenMpiAttribute> attributes = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      boolean hasValue = at + 1 < tokens.size() && tokens.get(at + 1).equals(OpenMpiTokens.EQUAL);
      String value = at + 2 < tokens.size() ? tokens.get(at + 2) : "";
      attributes.add(
          new OpenMpiAttribute(tokens.get(at), hasValue ? Optional.of(value) : Optional.empty()));
      at += hasValue ? 3 : 1;
    }
    return attributes;
  }

  /** Whether the token cannot be a host. */
  static boolean isKeyword(String token) {
    return SLOTS.contains(token)
        || MAX_SLOTS.contains(token)
        || USER.contains(token)
        || token.equals(PORT)
        || REJECTED.contains(token);
  }

  static String notTheForm(String found) {
    return "expected 'host slots=N max_slots=M', found '%s'"
        .formatted(PrintableText.printable(found));
  }

  boolean isSlots() {
    return SLOTS.contains(key);
  }

  boolean isMaxSlots() {
    return MAX_SLOTS.contains(key);
  }

  /** Why Open MPI rejects it; empty if it does not. */
  Optional<String> problem() {
    return isValid() ? Optional.empty() : Optional.of(notTheForm(toString()));
  }

  private boolean isValid() {
    if (isSlots() || isMaxSlots() || key.equals(PORT)) {
      return VariableReader.integer(value.orElse("")).isPresent();
    }
    if (USER.contains(key)) {
      return value.isPresent() && !value.get().isEmpty();
    }
    return value.isEmpty() && !REJECTED.contains(key) && IGNORED.matcher(key).matches();
  }

  /** The value of {@code slots} and the like, if there is no problem. */
  int number() {
    return VariableReader.integer(value.orElse("")).orElseThrow();
  }

  @Override
  public String toString() {
    return value.map(text -> key + OpenMpiTokens.EQUAL + text).orElse(key);
  }
}

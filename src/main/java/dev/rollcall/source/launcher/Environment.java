package dev.rollcall.source.launcher;

import dev.rollcall.source.document.ParseResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a launcher left behind.
 *
 * @param variables by name
 * @param files the text of a file that a variable names, or why there is none
 */
public record Environment(
    Map<String, String> variables, Function<Path, ParseResult<String>> files) {

  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /** A variable that is set to nothing is not set. */
  Optional<String> get(String variable) {
    return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isEmpty());
  }

  boolean has(String variable) {
    return get(variable).isPresent();
  }
}

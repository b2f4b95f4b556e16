package dev.rollcall.source.launcher;

import dev.rollcall.source.document.ParseResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The environment that a launcher set up.
 *
 * @param variables by name
 * @param files reads the file that a variable names
 */
public record Environment(
    Map<String, String> variables, Function<Path, ParseResult<String>> files) {

  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /** A variable that is set to nothing, or to blanks, is not set. */
  Optional<String> get(String variable) {
    return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
  }

  boolean has(String variable) {
    return get(variable).isPresent();
  }
}

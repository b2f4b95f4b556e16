package dev.rollcall.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks a command up as {@code execvp} does, to find out why it cannot be run: Java reports the
 * reason only in the text of an exception, which differs between JDKs and languages.
 *
 * @param searchPath the directories to search, separated by colons; an empty one is the current
 */
record CommandLookup(String searchPath) {

  private static final String DEFAULT_PATH = ":/bin:/usr/bin";

  private static final int MAX_SCRIPT_LINE = 256;
  private static final Pattern INTERPRETER = Pattern.compile("#![ \\t]*([^ \\t\\r\\n\\x00]+).*");

  /** What the lookup found. */
  sealed interface Result {

    /** There is no such file. */
    record Missing() implements Result {}

    /** A script whose interpreter does not exist. */
    record MissingInterpreter(Path file, String interpreter) implements Result {}

    /** Files exist, but none may be executed; this is the first. */
    record NotExecutable(Path file) implements Result {}

    /** A file that may be executed. */
    record Executable(Path file) implements Result {}
  }

  /** Searches where this process searches. */
  static CommandLookup ofProcess() {
    return new CommandLookup(Optional.ofNullable(System.getenv("PATH")).orElse(DEFAULT_PATH));
  }

  Result find(String name) {
    List<Path> found = candidates(name).stream().filter(Files::exists).toList();
    return found.stream()
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(CommandLookup::executable)
        .or(() -> found.stream().findFirst().map(Result.NotExecutable::new))
        .orElseGet(Result.Missing::new);
  }

  private List<Path> candidates(String name) {
    if (name.isEmpty()) {
      return List.of();
    }
    try {
      return name.indexOf('/') >= 0
          ? List.of(Path.of(name))
          : Stream.of(searchPath.split(":", -1)).map(place -> Path.of(place, name)).toList();
    } catch (InvalidPathException e) {
      // The locale cannot express the name, so no file has it.
      return List.of();
    }
  }

  private static Result executable(Path file) {
    return interpreter(file)
        .filter(interpreter -> !Files.exists(Path.of(interpreter)))
        .<Result>map(interpreter -> new Result.MissingInterpreter(file, interpreter))
        .orElseGet(() -> new Result.Executable(file));
  }

  private static Optional<String> interpreter(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(MAX_SCRIPT_LINE), UTF_8);
      Matcher line = INTERPRETER.matcher(start.lines().findFirst().orElse(""));
      return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

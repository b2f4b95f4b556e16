package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.InProcessCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command lines and options that the documents show are ones that the program accepts. */
class DocumentedCommandsTest {

  /** What a shell reads as the end of one command or the start of another. */
  private static final Pattern BETWEEN_COMMANDS = Pattern.compile("&&|[|;&()]|#.*");

  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_0-9]+=\\S*");
  private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)");

  @Test
  void everyCommandLineIsAccepted() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String document : Documents.all().values()) {
      lines.addAll(commandLines(document));
    }
    assertTrue(lines.size() > 20, lines.toString());
    for (String line : lines) {
      String[] arguments = line.isEmpty() ? new String[0] : line.split(" +");
      assertDoesNotThrow(() -> InProcessCommand.commands().parseArgs(arguments), line);
    }
  }

  /** The arguments of each call of the program in the code blocks. */
  private static List<String> commandLines(String document) {
    List<String> lines = new ArrayList<>();
    String block = "";
    for (String line : document.lines().map(String::strip).toList()) {
      if (line.startsWith("```")) {
        block = block.isEmpty() ? line : "";
      } else if (block.equals("```sh")) {
        lines.addAll(calls(line));
      } else if (block.equals("```console") && line.startsWith("$ ")) {
        lines.addAll(calls(line.substring(2)));
      }
    }
    return lines;
  }

  private static List<String> calls(String line) {
    List<String> calls = new ArrayList<>();
    for (String command : BETWEEN_COMMANDS.split(line, -1)) {
      String words = command.strip();
      while (ASSIGNMENT.matcher(words).lookingAt()) {
        words = ASSIGNMENT.matcher(words).replaceFirst("").strip();
      }
      if (words.equals("rollcall") || words.startsWith("rollcall ")) {
        calls.add(words.substring("rollcall".length()).strip());
      }
    }
    return calls;
  }

  @Test
  void everyOptionExists() throws IOException {
    CommandLine all = InProcessCommand.commands();
    Set<String> known = new TreeSet<>(options(all));
    all.getSubcommands().values().forEach(command -> known.addAll(options(command)));
    Set<String> missing = new TreeSet<>();
    Matcher options = OPTION.matcher(Files.readString(Documents.page("cli.md")));
    while (options.find()) {
      missing.add(options.group(1));
    }
    assertTrue(missing.size() > 15, missing.toString());
    missing.removeAll(known);
    assertEquals(Set.of(), missing);
  }

  private static Set<String> options(CommandLine command) {
    Set<String> options = new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
    options.addAll(command.getCommandSpec().negatedOptionsMap().keySet());
    return options;
  }
}

package dev.rollcall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.InProcessCommand;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Only the command that is run is built; users must not see a difference. */
class CommandSelectionTest {

  static Stream<String> names() {
    return InProcessCommand.commands().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aCommandByItselfHasTheHelpThatItHasAmongAll(String name) {
    CommandLine among =
        Objects.requireNonNull(InProcessCommand.commands().getSubcommands().get(name), name);
    assertEquals(
        among.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing(),
        InProcessCommand.run(name, "--help").out().stripTrailing());
  }

  @Test
  void theHelpOfTheProgramNamesAllCommands() {
    String help = InProcessCommand.run("--help").out();
    List<String> missing = names().filter(name -> !help.contains("\n  " + name + " ")).toList();
    assertEquals(List.of(), missing, help);
  }

  @Test
  void anOptionOfTheServiceBeforeACommandIsFound() {
    InProcessCommand.Result result = InProcessCommand.run("--port", "7000", "list");
    assertTrue(result.err().contains("'--port' comes before the command 'list'"), result::err);
  }

  @Test
  void aMisspelledCommandIsReportedAsOneOfAll() {
    assertTrue(InProcessCommand.run("lst").err().contains("lst"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version", "-V list", "--port 7000 --version"})
  void theVersionIsPrintedWhateverIsBuiltForIt(String arguments) {
    InProcessCommand.Result result = InProcessCommand.run(arguments.split(" ", -1));
    assertTrue(result.out().startsWith("rollcall "), result::out);
    assertEquals(0, result.code());
  }
}

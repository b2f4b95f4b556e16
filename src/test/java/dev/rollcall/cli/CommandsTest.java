package dev.rollcall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.testing.program.InProcessCommand;
import dev.rollcall.testing.program.InProcessCommand.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known of a command line without asking anybody: help, and what makes no sense. */
class CommandsTest {

  private static Result run(String line) {
    return InProcessCommand.run(line.split(" "));
  }

  /** Wrong use ends with 2, and two lines: what is wrong, and where the help is. */
  private static void isWrong(String line, String message, String help) {
    Result result = run(line);
    assertEquals(2, result.code(), result.err());
    assertEquals("", result.out());
    assertEquals(
        List.of("rollcall: " + message, "see '%s --help'".formatted(help)),
        result.err().lines().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "lsit, ; did you mean 'list'?",
    "List, ; did you mean 'list'?",
    "wacth --server a:1, ; did you mean 'watch'?",
    "topolgy, ; did you mean 'topology'?",
    "server, ; did you mean 'serve'?",
    "peers, ''",
    "x, ''",
  })
  void aMistypedCommand(String line, String meant) {
    String name = line.split(" ", -1)[0];
    isWrong(line, "there is no command '%s'%s".formatted(name, meant), "rollcall");
  }

  @ParameterizedTest
  @CsvSource({
    "list --stauts healthy, --stauts, ; did you mean '--status'?",
    "list --stauts=healthy, --stauts, ; did you mean '--status'?",
    "list --nogpu, --nogpu, ; did you mean '--no-gpu'?",
    "wait --cuont 3, --cuont, ; did you mean '--count'?",
    "exec --timout 5s -- env, --timout, ; did you mean '--timeout'?",
    "list --frobnicate, --frobnicate, ''",
    "list -x, -x, ''",
    "serve --node ID, --node, ''",
  })
  void aMistypedOption(String line, String option, String meant) {
    String command = "rollcall " + line.split(" ", -1)[0];
    isWrong(line, "'%s' has no option '%s'%s".formatted(command, option, meant), command);
  }

  @Test
  void aMistypedOptionOfTheService() {
    isWrong("--prot 7000", "'rollcall' has no option '--prot'; did you mean '--port'?", "rollcall");
  }

  @Test
  void anOptionOfACommandComesAfterIt() {
    isWrong(
        "--server a:1 list",
        "'rollcall' has no option '--server'; the options of a command come after it",
        "rollcall");
    isWrong(
        "--port 7000 list",
        "'--port' comes before the command 'list', which would ignore it; the options of a command"
            + " come after it",
        "rollcall");
    isWrong(
        "--peers a.yaml serve",
        "'--peers' comes before the command 'serve', which would ignore it; the options of a command"
            + " come after it",
        "rollcall");
  }

  @Test
  void anUnexpectedArgument() {
    isWrong("list node1", "unexpected argument 'node1' for 'rollcall list'", "rollcall list");
    Result steering = InProcessCommand.run("list", "\u001b[2J");
    assertTrue(steering.err().contains("'\\u001b[2J'"), steering.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "list --status up | '--status' | 'up' is not a status; expected one of unknown, healthy",
        "list --status healthy,,suspect | '--status' | '' is not a status",
        "list --status healthy,up | '--status' | 'up' is not a status",
        "list --label site | '--label' | 'site' is not a label; expected NAME=VALUE",
        "list --min-memory-gb much | '--min-memory-gb' | 'much' is not a number of 0 or more",
        "list --min-gpu-count 0 | '--min-gpu-count' | '0' is not a whole number (1-999999999)",
        "list -o yaml | '--output' | yaml",
        "list -o yaml | table, wide, json, ids, addresses, hostfile, env, prometheus | expected",
        "watch -o xml | table, json | xml",
        "wait --count none | '--count' | 'none' is not a whole number (1-999999999)",
        "wait --timeout soon | '--timeout' | found 'soon'",
        "wait --timeout 999999999999h | '--timeout' | '999999999999h' is out of range",
        "serve --port x | '--port' | 'x' is not a port (0-65535)",
        "serve --port 65536 | '--port' | '65536' is not a port (0-65535)",
        "serve --port -1 | '--port' | '-1' is not a port (0-65535)",
        "serve -D =5 | '-D' | the name before '=' is missing",
        "list --server | '--server' | Missing required parameter",
        "list --server a:1 --server b:1 | '--server' | only once",
        "exec | COMMAND | Missing required parameter",
      })
  void anInvalidValue(String line, String where, String what) {
    Result result = run(line.strip());
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(where.strip()), result.err());
    assertTrue(result.err().contains(what.strip()), result.err());
    assertEquals(2, result.err().lines().count(), result.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list --server a:b | --server: port 'b' is not a whole number (1-65535)",
        "list --server a:0 | --server: port 0 is out of range (1-65535)",
        "list --server ::1 | --server: '::1' is ambiguous: an IPv6 host goes in brackets",
        "list --server https:// | --server: ",
        "list --server ftp://a | --server: ",
        "list --token-file nowhere | --token-file: there is no file nowhere",
        "list --ca nowhere | --ca: there is no file nowhere",
        "list --cert a | --cert and --key go together",
        "list --key a | --cert and --key go together",
        "list --label a=1 --label a=2 | --label: 'a' cannot be both '1' and '2'",
        "topology --live --server 127.0.0.1:1 | nothing listens at 127.0.0.1:1",
      })
  void whatCannotBeUsed(String line, String message) {
    Result result = run(line.strip());
    assertEquals(line.startsWith("topology") ? 3 : 2, result.code(), result.err());
    assertTrue(result.err().startsWith("rollcall: " + message.strip()), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @Test
  void aProblemOfAVariableNamesTheVariable() {
    Result server = InProcessCommand.run(Map.of("ROLLCALL_SERVER", "a:b"), "list");
    assertEquals(2, server.code());
    assertEquals(
        "rollcall: ROLLCALL_SERVER: port 'b' is not a whole number (1-65535)\n", server.err());
    Result token = InProcessCommand.run(Map.of("ROLLCALL_TOKEN_FILE", "nowhere"), "list");
    assertEquals(2, token.code());
    assertEquals("rollcall: ROLLCALL_TOKEN_FILE: there is no file nowhere\n", token.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void theVersion(String option) {
    Result result = run(option);
    assertEquals(0, result.code());
    assertTrue(result.lines().get(0).matches("rollcall \\S+ \\(commit \\S+\\)"), result.out());
    assertTrue(result.lines().get(1).startsWith("Java "), result.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"list", "watch", "wait", "exec", "topology", "serve", "demo", "completion"})
  void eachCommandHasHelp(String command) {
    for (String option : new String[] {"--help", "-h"}) {
      Result result = run(command + " " + option);
      assertEquals(0, result.code());
      assertEquals("", result.err());
      assertTrue(result.out().startsWith("Usage: rollcall " + command), result.out());
    }
    assertTrue(run("--help").lines().stream().anyMatch(line -> line.startsWith("  " + command)));
  }

  @ParameterizedTest(name = "{0} columns: {1}")
  @CsvSource({"40, 60", "80, 80", "200, 100", "2147483647, 100"})
  void helpFitsTheScreenWhereItCan(int columns, int widest) {
    TerminalCapabilities screen = new TerminalCapabilities(true, columns, 24, false, true);
    for (String command :
        List.of("list", "watch", "wait", "exec", "topology", "serve", "demo", "completion")) {
      Result result = InProcessCommand.runOn(screen, command, "--help");
      // Examples are to be copied, and are not broken.
      result.lines().stream()
          .takeWhile(line -> !line.startsWith("Example"))
          .forEach(line -> assertTrue(line.length() <= widest, line));
    }
  }

  @Test
  void helpHasColoursWhereTheScreenHas() {
    assertTrue(
        InProcessCommand.runOn(new TerminalCapabilities(true, 80, 24, true, true), "--help")
            .out()
            .contains("\u001b["));
    assertTrue(!run("--help").out().contains("\u001b["));
  }

  @Test
  void theCompletionKnowsCommandsAndOptions() {
    Result result = run("completion");
    assertEquals(0, result.code());
    for (String word : List.of("_complete_rollcall", "topology", "--min-memory-gb", "hostfile")) {
      assertTrue(result.out().contains(word), word);
    }
  }
}

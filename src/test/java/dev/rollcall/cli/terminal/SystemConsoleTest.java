package dev.rollcall.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screen as the environment describes it. */
class SystemConsoleTest {

  private static Map<String, String> environment(String text) {
    Map<String, String> environment = new TreeMap<>();
    Stream.of(text.split(" "))
        .map(variable -> variable.split("=", 2))
        .filter(variable -> variable.length == 2)
        .forEach(variable -> environment.put(variable[0], variable[1]));
    return environment;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "TERM=xterm-256color, true",
    "TERM=linux, true",
    "TERM=xterm NO_COLOR=, true", // as no-color.org has it
    "TERM=xterm NO_COLOR=1, false",
    "TERM=xterm NO_COLOR=0, false",
    "TERM=dumb, false",
    "'', false",
  })
  void colours(String variables, boolean hasColour) {
    assertEquals(hasColour, SystemConsole.screen(environment(variables), true).hasColour());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "LANG=en_GB.UTF-8, true",
    "LANG=C.utf8, true",
    "LANG=C.UTF-8, true",
    "LANG=ca_ES.UTF-8@valencia, true",
    "LANG=de_DE@euro, false",
    "LANG=de_DE.ISO-8859-15, false",
    "LANG=POSIX, false",
    "LANG=C, false",
    "'', false",
    "LC_ALL=C LANG=en_GB.UTF-8, false",
    "LC_ALL= LANG=en_GB.UTF-8, true",
    "LC_CTYPE=C LANG=en_GB.UTF-8, false",
    "LC_ALL=C.UTF-8 LC_CTYPE=C LANG=C, true",
    "LC_MESSAGES=en_GB.UTF-8, false",
  })
  void letters(String variables, boolean hasUnicode) {
    assertEquals(hasUnicode, SystemConsole.screen(environment(variables), true).hasUnicode());
    assertEquals(hasUnicode, SystemConsole.screen(environment(variables), false).hasUnicode());
  }

  @Test
  void aFileHasNoColourAndNoSize() {
    assertEquals(
        TerminalCapabilities.NONE,
        SystemConsole.screen(environment("TERM=xterm LANG=C.UTF-8"), false));
  }

  @Test
  void aTerminalHasASize() {
    TerminalCapabilities screen = SystemConsole.screen(environment("TERM=xterm"), true);
    assertTrue(screen.isTerminal());
    assertTrue(screen.columns() > 0 && screen.columns() < Integer.MAX_VALUE, screen.toString());
    assertTrue(screen.rows() > 0 && screen.rows() < Integer.MAX_VALUE, screen.toString());
  }
}

package dev.rollcall.cli;

import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Creates usage help in the width and colours of the screen. The size of the screen is queried only
 * when help is printed, since that starts a process.
 */
final class HelpFactory implements IHelpFactory {

  /** Longer lines are hard to read. */
  private static final int MAX_WIDTH = 100;

  /** The descriptions of options need this much. */
  private static final int MIN_WIDTH = 60;

  private final Console console;

  HelpFactory(Console console) {
    this.console = console;
  }

  @Override
  public Help create(CommandSpec command, ColorScheme unused) {
    TerminalCapabilities screen = console.screen();
    command.usageMessage().width(Math.max(MIN_WIDTH, Math.min(screen.columns(), MAX_WIDTH)));
    return new Help(command, Help.defaultColorScheme(screen.hasColour() ? Ansi.ON : Ansi.OFF));
  }
}

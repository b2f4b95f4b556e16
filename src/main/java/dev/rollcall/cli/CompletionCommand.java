package dev.rollcall.cli;

import dev.rollcall.cli.terminal.Console;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the shell completion script of all commands. */
@Command(
    name = "completion",
    description = "Prints the completion script of commands and options for bash or zsh.",
    footer = {"", "Example, for a .bashrc or .zshrc:", "  source <(rollcall completion)"})
final class CompletionCommand implements Runnable {

  private final Console console;
  private final CommandLine commandLine;

  /**
   * @param commandLine the commands that the script completes
   */
  CompletionCommand(Console console, CommandLine commandLine) {
    this.console = console;
    this.commandLine = commandLine;
  }

  @Override
  public void run() {
    console.write(AutoComplete.bash(commandLine.getCommandName(), commandLine));
  }
}

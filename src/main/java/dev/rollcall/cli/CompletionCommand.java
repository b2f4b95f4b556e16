package dev.rollcall.cli;

import dev.rollcall.cli.terminal.Console;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a shell needs to complete the others. */
@Command(
    name = "completion",
    description = "Prints the script by which bash or zsh completes commands and options.",
    footer = {"", "Example, for a .bashrc or .zshrc:", "  source <(rollcall completion)"})
final class CompletionCommand implements Runnable {

  private final Console console;
  private final CommandLine all;

  /**
   * @param all what is completed
   */
  CompletionCommand(Console console, CommandLine all) {
    this.console = console;
    this.all = all;
  }

  @Override
  public void run() {
    console.write(AutoComplete.bash(all.getCommandName(), all));
  }
}

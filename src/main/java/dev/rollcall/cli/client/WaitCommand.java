package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.connection.ServerOptions;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Waits for peers. */
@Command(
    name = "wait",
    description = {
      "Waits until enough peers are healthy (or have the --status that is given). A Rollcall that is"
          + " not there yet is waited for too."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:enough peers match",
      "1:the time was over before; tells who was missing",
      "2:wrong use",
      "3:Rollcall did not answer within that time, or refused to"
    },
    footer = {
      "",
      "Example:",
      "  rollcall wait --count 4 --gpu --timeout 5m &&",
      "    mpirun --hostfile <(rollcall list --gpu --status healthy -o hostfile) ./job"
    })
public final class WaitCommand implements Runnable {

  private final Console console;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private WaitOptions wait = new WaitOptions();

  /**
   * @param console where it prints
   */
  public WaitCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    try (ServerConnection connection = server.connect(console)) {
      wait.await(connection, console, ExitCode.FAILED, ExitCode.UNAVAILABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", ExitCode.FAILED);
    }
  }
}

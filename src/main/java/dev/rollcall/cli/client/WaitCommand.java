package dev.rollcall.cli.client;

import dev.rollcall.cli.client.connection.ServerConnection;
import dev.rollcall.cli.client.connection.ServerOptions;
import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall wait}: waits until enough peers are healthy. */
@Command(
    name = "wait",
    description = {
      "Waits until enough peers are healthy (or have the given --status). Waits for the Rollcall too"
          + " if it is not running yet."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Enough peers match.",
      "1:The timeout expired before; the missing peers are printed.",
      "2:The command line is invalid.",
      "3:Rollcall did not answer within the timeout, or rejected the request."
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
   * @param console prints errors and progress
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

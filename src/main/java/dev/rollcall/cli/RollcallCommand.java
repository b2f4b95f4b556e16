package dev.rollcall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program without a command: the service. */
@Command(
    name = "rollcall",
    description = {
      "Says who is in a cluster whose members are known in advance, and who of them answers.",
      "Without a command it serves."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    commandListHeading = "%nCommands ('rollcall COMMAND --help' says more):%n",
    optionListHeading = "%nOptions of the service:%n",
    footer = {
      "",
      "A first try:",
      "  rollcall init && rollcall validate peers.yaml    a list to start from",
      "  rollcall &                                       check and tell",
      "  rollcall list                                    who answers"
    })
final class RollcallCommand implements Runnable {

  private final ServiceRunner service;

  @Mixin private RosterServiceOptions options = new RosterServiceOptions();

  RollcallCommand(ServiceRunner service) {
    this.service = service;
  }

  @Override
  public void run() {
    service.serve(options.settings());
  }
}

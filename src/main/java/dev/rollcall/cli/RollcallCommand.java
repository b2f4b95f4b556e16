package dev.rollcall.cli;

import picocli.CommandLine.Command;

/** {@code rollcall} without a subcommand: runs the service, as {@code rollcall serve} does. */
@Command(
    name = "rollcall",
    description = {
      "Peer directory for clusters whose members are known in advance: checks each peer, and reports"
          + " which of them are healthy.",
      "Without a command, it runs the service."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    commandListHeading = "%nCommands (see 'rollcall COMMAND --help'):%n",
    optionListHeading = "%nOptions of the service:%n",
    footer = {
      "",
      "First steps:",
      "  rollcall init && rollcall validate peers.yaml    write a list to start from",
      "  rollcall &                                       run the service",
      "  rollcall list                                    list the peers and their status"
    })
final class RollcallCommand extends ServiceCommand {

  RollcallCommand(ServiceRunner service) {
    super(service);
  }
}

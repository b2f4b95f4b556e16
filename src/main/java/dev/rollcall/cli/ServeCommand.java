package dev.rollcall.cli;

import picocli.CommandLine.Command;

/** {@code rollcall serve}: runs the service. */
@Command(
    name = "serve",
    description = "Runs the service: checks the peers and answers queries until it is stopped.",
    footer = {
      "",
      "SIGHUP reloads the list at once, SIGTERM shuts the service down gracefully.",
      "Example: rollcall serve --peers peers.yaml --node-id node1 --host 0.0.0.0"
    })
final class ServeCommand extends ServiceCommand {

  ServeCommand(ServiceRunner service) {
    super(service);
  }
}

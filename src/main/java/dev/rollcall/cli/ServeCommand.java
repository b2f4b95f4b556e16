package dev.rollcall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The service. */
@Command(
    name = "serve",
    description = "Checks the peers and tells who answers, until it is told to end.",
    footer = {
      "",
      "SIGHUP reads the list again at once, SIGTERM ends it in order.",
      "Example: rollcall serve --peers peers.yaml --node-id node1 --host 0.0.0.0"
    })
final class ServeCommand implements Runnable {

  private final ServiceRunner service;

  @Mixin private RosterServiceOptions options = new RosterServiceOptions();

  ServeCommand(ServiceRunner service) {
    this.service = service;
  }

  @Override
  public void run() {
    service.serve(options.settings());
  }
}

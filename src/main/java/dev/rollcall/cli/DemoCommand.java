package dev.rollcall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall demo}: runs the service with simulated peers, to try it out. */
@Command(
    name = "demo",
    description = {
      "Runs the service with a few simulated peers in the same process, one of which keeps failing"
          + " and recovering, to try the other commands with."
    })
final class DemoCommand implements Runnable {

  private final ServiceRunner service;

  @Mixin private ServiceOptions options = new ServiceOptions();

  DemoCommand(ServiceRunner service) {
    this.service = service;
  }

  @Override
  public void run() {
    service.demo(options.settings());
  }
}

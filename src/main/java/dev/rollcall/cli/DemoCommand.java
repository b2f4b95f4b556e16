package dev.rollcall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The service, to try it. */
@Command(
    name = "demo",
    description = {
      "The service with a few peers inside the program, one of which goes away and comes back, to"
          + " try the other commands with."
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

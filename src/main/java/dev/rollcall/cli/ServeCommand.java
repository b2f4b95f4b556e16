package dev.rollcall.cli;

import java.util.Map;
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

  private final Service service;

  @Mixin private PeersOption peers = new PeersOption();
  @Mixin private ServeOptions options = new ServeOptions();

  ServeCommand(Service service) {
    this.service = service;
  }

  @Override
  public void run() {
    Map<String, String> settings = options.settings();
    peers.addTo(settings);
    service.serve(settings);
  }
}

package dev.rollcall.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Base of the commands that run the service on a list of peers. */
abstract class ServiceCommand implements Runnable {

  private final ServiceRunner service;

  @Option(
      names = "--peers",
      paramLabel = "FILE",
      description = {
        "The peers file, YAML or JSON (rollcall.peers-file). Default: the environment of a job"
            + " launcher, else ./peers.yaml, else /etc/rollcall/peers.yaml."
      })
  private Optional<String> peersFile = Optional.empty();

  @Mixin private ServiceOptions options = new ServiceOptions();

  ServiceCommand(ServiceRunner service) {
    this.service = service;
  }

  @Override
  public final void run() {
    Map<String, String> settings = options.settings();
    peersFile.ifPresent(file -> settings.put("rollcall.peers-file", file));
    service.serve(settings);
  }
}

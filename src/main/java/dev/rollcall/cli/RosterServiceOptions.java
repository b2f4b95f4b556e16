package dev.rollcall.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a service that has a list of its own is told: where that list is, and the rest. */
final class RosterServiceOptions {

  @Option(
      names = "--peers",
      paramLabel = "FILE",
      description = {
        "The peers file, YAML or JSON (rollcall.peers-file). Without it: what a job launcher left in"
            + " the environment, else peers.yaml here, else /etc/rollcall/peers.yaml."
      })
  private Optional<String> file = Optional.empty();

  @Mixin private ServiceOptions others = new ServiceOptions();

  /** The settings, by the name of the property. */
  Map<String, String> settings() {
    Map<String, String> all = others.settings();
    file.ifPresent(value -> all.put("rollcall.peers-file", value));
    return all;
  }
}

package dev.rollcall.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the service takes its list from. */
final class PeersOption {

  @Option(
      names = "--peers",
      paramLabel = "FILE",
      description = {
        "The peers file, YAML or JSON (rollcall.peers-file). Without it: what a job launcher left in"
            + " the environment, else peers.yaml here, else /etc/rollcall/peers.yaml."
      })
  private Optional<String> file = Optional.empty();

  void addTo(Map<String, String> settings) {
    file.ifPresent(value -> settings.put("rollcall.peers-file", value));
  }
}

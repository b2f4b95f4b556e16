package dev.rollcall.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the service is told on the command line; each option stands for a setting. */
final class ServiceOptions {

  @Option(
      names = "--node-id",
      paramLabel = "ID",
      description = "The entry of the list that is this node itself (rollcall.node-id).")
  private Optional<String> nodeId = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The address to listen at; 0.0.0.0 is all of them (rollcall.listen.host; 127.0.0.1).")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "The port to listen at (rollcall.listen.port; 7655).")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "-D",
      paramLabel = "SETTING=VALUE",
      mapFallbackValue = "true",
      converter = SettingNameConverter.class,
      description = "Any other setting, such as -D rollcall.check.interval=10s; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** The settings, by the name of the property. */
  Map<String, String> settings() {
    Map<String, String> all = new LinkedHashMap<>(settings);
    nodeId.ifPresent(value -> all.put("rollcall.node-id", value));
    host.ifPresent(value -> all.put("rollcall.listen.host", value));
    port.ifPresent(value -> all.put("rollcall.listen.port", value.toString()));
    return all;
  }
}

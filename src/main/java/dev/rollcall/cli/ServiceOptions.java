package dev.rollcall.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that {@code rollcall}, {@code serve} and {@code demo} share; each sets a setting. */
final class ServiceOptions {

  @Option(
      names = "--node-id",
      paramLabel = "ID",
      description = "This node's own id in the list (rollcall.node-id).")
  private Optional<String> nodeId = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = {
        "The address to listen on; 0.0.0.0 for all (rollcall.listen.host). Default: 127.0.0.1."
      })
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description =
          "The port to listen on; 0 for any free one (rollcall.listen.port). Default: 7655.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "-D",
      paramLabel = "SETTING=VALUE",
      mapFallbackValue = "true",
      converter = SettingNameConverter.class,
      description = "Any other setting, such as -D rollcall.check.interval=10s; repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** The settings by property name; the caller may add to them. */
  Map<String, String> settings() {
    Map<String, String> all = new LinkedHashMap<>(settings);
    nodeId.ifPresent(value -> all.put("rollcall.node-id", value));
    host.ifPresent(value -> all.put("rollcall.listen.host", value));
    port.ifPresent(value -> all.put("rollcall.listen.port", value.toString()));
    return all;
  }
}

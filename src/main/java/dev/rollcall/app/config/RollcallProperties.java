package dev.rollcall.app.config;

import dev.rollcall.app.tls.TlsConfigNameReader;
import dev.rollcall.source.settings.NodeSettings;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Our settings as flat properties, whatever source they come from.
 *
 * @param values by name; a property with an empty value is not set
 * @param variables the environment variable of each property that comes from one, as it is written
 * @param ignored environment variables that are not settings of ours: Kubernetes makes variables
 *     such as {@code ROLLCALL_SERVICE_HOST} for a service of that name
 * @param tlsConfigs the names that {@code quarkus.tls.NAME.*} has
 */
public record RollcallProperties(
    Map<String, String> values,
    Map<String, String> variables,
    Set<String> ignored,
    Set<String> tlsConfigs) {

  private static final String PREFIX = "rollcall.";

  /** ROLLCALL_SERVER, which is for the client commands. */
  private static final String OF_CLIENTS = "rollcall.server";

  public static RollcallProperties of(SmallRyeConfig config) {
    Collector collector = new Collector(config, EnvironmentVariables.of(config));
    config.getPropertyNames().forEach(collector::add);
    collector.addHidden();
    collector.removeWholeLists();
    return new RollcallProperties(
        collector.values,
        collector.variables,
        collector.ignored,
        TlsConfigNameReader.among(config.getPropertyNames()));
  }

  /** The environment variables that set a property or a part of it. */
  Set<String> variablesOf(String property) {
    Set<String> found = new TreeSet<>();
    variables.forEach(
        (name, variable) -> {
          if (name.equals(property)
              || name.startsWith(property + ".")
              || name.startsWith(property + "[")) {
            found.add(variable);
          }
        });
    return found;
  }

  /** Collects the properties one by one. */
  private static final class Collector {

    private final SmallRyeConfig config;
    private final EnvironmentVariables environment;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final Set<String> ignored = new TreeSet<>();

    Collector(SmallRyeConfig config, EnvironmentVariables environment) {
      this.config = config;
      this.environment = environment;
    }

    void add(String name) {
      ConfigValue value = config.getConfigValue(name);
      if (!name.startsWith(PREFIX) || value.getValue() == null || value.getValue().isEmpty()) {
        return;
      }
      Optional<String> variable =
          EnvironmentVariables.isSource(value.getSourceName())
              ? environment.variable(name)
              : Optional.empty();
      if (variable.isEmpty()) {
        values.put(name, value.getValue());
      } else if (environment.isServiceLink(variable.get())) {
        ignored.add(variable.get());
        EnvironmentVariables.valueBelow(config.getConfigSources(), name)
            .ifPresent(below -> values.put(name, below));
      } else if (NodeSettings.isKnown(name)) {
        values.put(name, value.getValue());
        variables.put(name, variable.get());
      } else if (!name.equals(OF_CLIENTS)) {
        ignored.add(variable.get());
      }
    }

    void addHidden() {
      for (ConfigSource source : config.getConfigSources()) {
        source.getPropertyNames().stream()
            .filter(name -> name.startsWith(PREFIX) && OversizedIndexFilter.isHidden(name))
            .forEach(this::add);
      }
    }

    // SmallRye's YAML source gives a list item by item, and once more as one comma-separated text.
    void removeWholeLists() {
      Set<String> lists = new TreeSet<>();
      values.keySet().stream()
          .filter(name -> name.endsWith("]"))
          .map(item -> item.substring(0, item.lastIndexOf('[')))
          .forEach(lists::add);
      values.keySet().removeAll(lists);
    }
  }
}

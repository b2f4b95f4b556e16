package dev.rollcall.app.config;

import dev.rollcall.app.tls.TlsConfigNameReader;
import dev.rollcall.source.settings.NodeSettings;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects our settings as flat properties, whatever source they come from.
 *
 * @param values by name; a property with an empty value is not set
 * @param ignored properties from the environment that are not settings of ours: Kubernetes makes
 *     variables such as {@code ROLLCALL_SERVICE_HOST} for a service of that name
 * @param tlsConfigs the names that {@code quarkus.tls.NAME.*} has
 */
public record RollcallProperties(
    Map<String, String> values, Set<String> ignored, Set<String> tlsConfigs) {

  private static final String PREFIX = "rollcall.";

  /** ROLLCALL_SERVER, which is for the client commands. */
  private static final String OF_CLIENTS = "rollcall.server";

  private static final String ENVIRONMENT = "EnvConfigSource";

  public static RollcallProperties of(SmallRyeConfig config) {
    Map<String, String> values = new TreeMap<>();
    Set<String> ignored = new TreeSet<>();
    for (String name : config.getPropertyNames()) {
      ConfigValue value = config.getConfigValue(name);
      if (!name.startsWith(PREFIX) || value.getValue() == null || value.getValue().isEmpty()) {
        continue;
      }
      if (isFromEnvironment(value) && !NodeSettings.isKnown(name)) {
        if (!name.equals(OF_CLIENTS)) {
          ignored.add(name);
        }
      } else {
        values.put(name, value.getValue());
      }
    }
    // SmallRye's YAML source gives a list item by item, and once more as one comma-separated text.
    Set<String> lists = new TreeSet<>();
    values.keySet().stream()
        .filter(name -> name.endsWith("]"))
        .map(RollcallProperties::list)
        .forEach(lists::add);
    values.keySet().removeAll(lists);
    return new RollcallProperties(
        values, ignored, TlsConfigNameReader.among(config.getPropertyNames()));
  }

  private static String list(String item) {
    return item.substring(0, item.lastIndexOf('['));
  }

  private static boolean isFromEnvironment(ConfigValue value) {
    return value.getSourceName() != null && value.getSourceName().startsWith(ENVIRONMENT);
  }
}

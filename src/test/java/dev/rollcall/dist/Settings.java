package dev.rollcall.dist;

import dev.rollcall.app.config.RollcallConfig;
import dev.rollcall.source.settings.NodeSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads environment variables as the program does. */
final class Settings {

  private Settings() {}

  /** The names that these variables set and that are not settings. */
  static Set<String> unknown(Map<String, String> variables) {
    Set<String> unknown = new TreeSet<>();
    for (String name : read(variables).getPropertyNames()) {
      if (name.startsWith("rollcall.") && !NodeSettings.isKnown(name)) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /** The value of a setting with these variables. */
  static String value(String property, Map<String, String> variables) {
    return read(variables).getValue(property, String.class);
  }

  private static SmallRyeConfig read(Map<String, String> variables) {
    return new SmallRyeConfigBuilder()
        .withMapping(RollcallConfig.class)
        .withMappingIgnore("rollcall.**")
        .withSources(new EnvConfigSource(variables, 300))
        .build();
  }
}

package dev.rollcall.dist;

import dev.rollcall.app.config.RollcallConfig;
import dev.rollcall.source.settings.NodeSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What variables mean to the program. */
final class Settings {

  private Settings() {}

  /** The properties that these set and that are none. */
  static Set<String> unknown(Map<String, String> variables) {
    Set<String> unknown = new TreeSet<>();
    for (String name : read(variables).getPropertyNames()) {
      if (name.startsWith("rollcall.") && !NodeSettings.isKnown(name)) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /** What the property is with these. */
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

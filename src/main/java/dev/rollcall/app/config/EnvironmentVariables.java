package dev.rollcall.app.config;

import io.smallrye.config.SmallRyeConfig;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Finds the environment variable behind a property, as the user wrote it. */
final class EnvironmentVariables {

  private static final String SOURCE = "EnvConfigSource";

  private final Map<String, String> byForm = new HashMap<>();
  private final ServiceLinks serviceLinks;

  private EnvironmentVariables(Map<String, String> environment) {
    environment.keySet().forEach(variable -> byForm.putIfAbsent(form(variable), variable));
    this.serviceLinks = new ServiceLinks(environment);
  }

  /** Those of the environment and of a {@code .env} file. */
  static EnvironmentVariables of(SmallRyeConfig config) {
    Map<String, String> environment = new TreeMap<>();
    for (ConfigSource source : config.getConfigSources()) {
      if (isSource(source.getName())) {
        source.getProperties().forEach(environment::putIfAbsent);
      }
    }
    return new EnvironmentVariables(environment);
  }

  /** Whether a source of this name gives environment variables. */
  static boolean isSource(@Nullable String name) {
    return name != null && name.startsWith(SOURCE);
  }

  /** What a property has in the sources other than the environment. */
  static Optional<String> valueBelow(Iterable<ConfigSource> sources, String name) {
    return StreamSupport.stream(sources.spliterator(), false)
        .filter(source -> !isSource(source.getName()))
        .map(source -> source.getValue(name))
        .filter(Objects::nonNull)
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** The variable that sets a property. */
  Optional<String> variable(String property) {
    return Optional.ofNullable(byForm.get(form(property)));
  }

  /** Whether the variable was made for a service, and is no setting. */
  boolean isServiceLink(String variable) {
    return serviceLinks.has(variable);
  }

  // As MicroProfile Config compares the two.
  private static String form(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}

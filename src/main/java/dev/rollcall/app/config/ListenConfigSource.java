package dev.rollcall.app.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Translates {@code rollcall.listen} into Quarkus' settings. With {@code tls} the one port speaks
 * TLS, and there is no other; a port that is not a number is hidden from Quarkus, since its error
 * would name {@code quarkus.http.port}, and so is a variable that Kubernetes made for a service
 * called {@code rollcall-listen}. It overrides all other sources, so that no mistake opens a port
 * in plain text.
 */
public final class ListenConfigSource implements ConfigSourceFactory {

  private static final int ABOVE_ALL = 1_000;
  private static final String PORT = "rollcall.listen.port";

  /** For the framework, which finds it by its name. */
  public ListenConfigSource() {}

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Map<String, String> settings = new HashMap<>();
    Optional<String> port = otherPort(context);
    port.ifPresent(other -> settings.put("quarkus.http.port", other));
    value(context, "rollcall.listen.tls")
        .ifPresent(
            name -> {
              settings.put("quarkus.http.tls-configuration-name", name);
              settings.put("quarkus.http.ssl-port", port.orElse("${" + PORT + "}"));
              settings.put("quarkus.http.insecure-requests", "disabled");
              // Rollcall reloads it itself; Quarkus would close connections that arrive meanwhile.
              reloadPeriods(name)
                  .filter(period -> value(context, period).isPresent())
                  .forEach(period -> settings.put(period, ""));
            });
    return settings.isEmpty()
        ? List.of()
        : List.of(new PropertiesConfigSource(settings, "rollcall.listen", ABOVE_ALL));
  }

  /** The port for Quarkus where it is not the setting as it is. */
  private static Optional<String> otherPort(ConfigSourceContext context) {
    ConfigValue set = context.getValue(PORT);
    boolean isServiceLink =
        set != null
            && EnvironmentVariables.isSource(set.getSourceName())
            && ServiceLinks.isUrl(set.getValue());
    Optional<String> port =
        isServiceLink
            ? EnvironmentVariables.valueBelow(context.getConfigSources(), PORT)
            : value(context, PORT);
    if (port.filter(ListenConfigSource::isNotANumber).isPresent()) {
      // The start fails with an error that names our setting, before anything listens.
      return Optional.of("0");
    }
    return isServiceLink ? port : Optional.empty();
  }

  private static Stream<String> reloadPeriods(String name) {
    return Stream.of("quarkus.tls.%s.reload-period", "quarkus.tls.\"%s\".reload-period")
        .map(period -> period.formatted(name));
  }

  private static Optional<String> value(ConfigSourceContext context, String name) {
    return Optional.ofNullable(context.getValue(name))
        .map(ConfigValue::getValue)
        .filter(value -> !value.isEmpty());
  }

  private static boolean isNotANumber(String port) {
    try {
      Integer.parseInt(port.strip());
      return false;
    } catch (NumberFormatException e) {
      return true;
    }
  }
}

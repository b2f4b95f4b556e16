package dev.rollcall.app;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What {@code rollcall.listen.tls} means to the framework: the one port speaks TLS, and there is no
 * other. It wins over all that is set, so that no mistake opens a port in plain text.
 */
public final class ListenTlsSource implements ConfigSourceFactory {

  private static final int ABOVE_ALL = 1_000;

  /** For the framework, which finds it by its name. */
  public ListenTlsSource() {}

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue name = context.getValue("rollcall.listen.tls");
    if (name == null || name.getValue() == null || name.getValue().isEmpty()) {
      return List.of();
    }
    Map<String, String> settings =
        Map.of(
            "quarkus.http.tls-configuration-name", name.getValue(),
            "quarkus.http.ssl-port", "${rollcall.listen.port}",
            "quarkus.http.insecure-requests", "disabled");
    return List.of(new PropertiesConfigSource(settings, "rollcall.listen.tls", ABOVE_ALL));
  }
}

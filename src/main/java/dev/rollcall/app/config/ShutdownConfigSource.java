package dev.rollcall.app.config;

import dev.rollcall.source.settings.NodeSettings;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Divides {@code rollcall.shutdown-timeout} among Quarkus' phases: a tenth to announce that the
 * node is no longer ready, seven tenths for the calls in flight, the rest for what comes after.
 */
public final class ShutdownConfigSource implements ConfigSourceFactory {

  private static final String SETTING = "rollcall.shutdown-timeout";

  /** Above the defaults of the program, below what users set. */
  private static final int ORDINAL = 240;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Duration timeout = timeout(context.getValue(SETTING));
    return List.of(
        new PropertiesConfigSource(
            Map.of(
                "quarkus.shutdown.delay", tenths(timeout, 1),
                "quarkus.shutdown.timeout", tenths(timeout, 7)),
            "shutdown times",
            ORDINAL));
  }

  /** An invalid value is reported where all settings are checked; here it counts as not set. */
  private static Duration timeout(ConfigValue set) {
    return NodeSettings.read(
            set == null || set.getValue() == null ? Map.of() : Map.of(SETTING, set.getValue()),
            Set.of())
        .settings()
        .shutdownTimeout();
  }

  private static String tenths(Duration timeout, int count) {
    return timeout.multipliedBy(count).dividedBy(10).toMillis() + "ms";
  }
}

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
 * Divides {@code rollcall.shutdown-timeout}: a tenth is for the news that the node is no longer
 * ready, seven for the calls in flight; the rest is for what comes after them.
 */
public final class ShutdownConfigSource implements ConfigSourceFactory {

  private static final String SETTING = "rollcall.shutdown-timeout";

  /** Above the defaults of the program, below what users set. */
  private static final int ORDINAL = 240;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Duration whole = whole(context.getValue(SETTING));
    return List.of(
        new PropertiesConfigSource(
            Map.of(
                "quarkus.shutdown.delay", tenths(whole, 1),
                "quarkus.shutdown.timeout", tenths(whole, 7)),
            "shutdown times",
            ORDINAL));
  }

  /** A value that is wrong is told where all settings are checked; here it counts as not set. */
  private static Duration whole(ConfigValue set) {
    return NodeSettings.read(
            set == null || set.getValue() == null ? Map.of() : Map.of(SETTING, set.getValue()),
            Set.of())
        .settings()
        .shutdownTimeout();
  }

  private static String tenths(Duration whole, int count) {
    return whole.multipliedBy(count).dividedBy(10).toMillis() + "ms";
  }
}

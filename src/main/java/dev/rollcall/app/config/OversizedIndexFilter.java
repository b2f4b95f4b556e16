package dev.rollcall.app.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Hides properties with an index that is no int, such as {@code rollcall.peers[9999999999].id}.
 * SmallRye Config 3.17 parses each index while it collects the names, and any that does not fit
 * fails the start with a NumberFormatException. {@link RollcallProperties} takes ours from their
 * sources, so that they are reported as all invalid names are.
 */
public final class OversizedIndexFilter implements ConfigSourceInterceptor {

  private static final long serialVersionUID = 1L;

  private static final Pattern INDEX = Pattern.compile("\\[[0-9]{10,}]");

  /** For the framework, which finds it by its name. */
  public OversizedIndexFilter() {}

  static boolean isHidden(String property) {
    return INDEX.matcher(property).find();
  }

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    return context.proceed(name);
  }

  @Override
  public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(context.iterateNames(), Spliterator.NONNULL), false)
        .filter(name -> !isHidden(name))
        .iterator();
  }
}

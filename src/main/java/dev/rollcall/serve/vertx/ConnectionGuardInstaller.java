package dev.rollcall.serve.vertx;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Context;
import java.util.Optional;

/**
 * Adds a {@link ConnectionGuard} to each connection as soon as it is accepted. Vert.x 4 reports a
 * connection only once its protocol is known, so one that sends nothing would have no limit. Netty
 * loads this class as a service, if {@link #PROPERTY} is set.
 */
@RegisterForReflection
public final class ConnectionGuardInstaller extends ChannelInitializerExtension {

  /** The system property, to be set before anything listens. */
  public static final String PROPERTY = ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY;

  /** Its value. */
  public static final String VALUE = "serviceload";

  private static final AttributeKey<Beans> BEANS =
      AttributeKey.valueOf(ConnectionGuardInstaller.class, "beans");

  /** For Netty. */
  public ConnectionGuardInstaller() {}

  /**
   * Looks the beans up at the first connection, not before: a bean that is still being created may
   * itself open a server, as the demo's peers do, and a lookup meanwhile would deadlock.
   */
  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    if (isAcceptedByVertx()) {
      beans(channel.parent())
          .ifPresent(beans -> ConnectionGuard.add(channel, beans.connections(), beans.errors()));
    }
  }

  // The demo's peers use threads of their own.
  private static boolean isAcceptedByVertx() {
    return Context.isOnVertxThread();
  }

  private static Optional<Beans> beans(Channel listener) {
    ArcContainer container = Arc.container();
    if (listener.attr(BEANS).get() == null && container != null) {
      listener
          .attr(BEANS)
          .set(
              new Beans(
                  container.instance(ConnectionLimiter.class).get(),
                  container.instance(Http2ErrorLog.class).get()));
    }
    return Optional.ofNullable(listener.attr(BEANS).get());
  }

  private record Beans(ConnectionLimiter connections, Http2ErrorLog errors) {}
}

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
 * Puts each connection that this program accepts under guard, as soon as it is accepted: Vert.x
 * tells of one only when it has spoken. Netty finds this class by its name, if {@link #PROPERTY}
 * says so.
 */
@RegisterForReflection
public final class ConnectionGuardInstaller extends ChannelInitializerExtension {

  /** The system property, to be set before anything listens. */
  public static final String PROPERTY = ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY;

  /** Its value. */
  public static final String VALUE = "serviceload";

  private static final AttributeKey<ConnectionLimiter> CONNECTIONS =
      AttributeKey.valueOf(ConnectionGuardInstaller.class, "connections");

  /** For Netty. */
  public ConnectionGuardInstaller() {}

  /**
   * Only then is it known that all parts are there: one that is still being made may itself open a
   * server, as the demo's peers do, and would be waited for by us while it waits for the server.
   */
  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    if (isOfTheService()) {
      connections(channel.parent()).ifPresent(all -> ConnectionGuard.add(channel, all));
    }
  }

  // The demo's peers accept on threads of their own.
  private static boolean isOfTheService() {
    return Context.isOnVertxThread();
  }

  private static Optional<ConnectionLimiter> connections(Channel listener) {
    ArcContainer container = Arc.container();
    if (listener.attr(CONNECTIONS).get() == null && container != null) {
      listener.attr(CONNECTIONS).set(container.instance(ConnectionLimiter.class).get());
    }
    return Optional.ofNullable(listener.attr(CONNECTIONS).get());
  }
}

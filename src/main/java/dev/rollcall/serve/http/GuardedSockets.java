package dev.rollcall.serve.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.util.AttributeKey;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Puts each connection that this program accepts under guard, as soon as it is accepted: Vert.x
 * tells of one only when it has spoken. Netty finds this class by its name, if {@link #PROPERTY}
 * says so.
 */
@RegisterForReflection
public final class GuardedSockets extends ChannelInitializerExtension {

  /** The system property, to be set before anything listens. */
  public static final String PROPERTY = ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY;

  /** Its value. */
  public static final String VALUE = "serviceload";

  private static final AttributeKey<Connections> CONNECTIONS =
      AttributeKey.valueOf(GuardedSockets.class, "connections");

  /** For Netty. */
  public GuardedSockets() {}

  @Override
  public void postInitializeServerListenerChannel(ServerChannel channel) {
    ArcContainer container = Arc.container();
    if (container != null) {
      channel.attr(CONNECTIONS).set(container.instance(Connections.class).get());
    }
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    Connections connections = channel.parent().attr(CONNECTIONS).get();
    if (connections != null) {
      ConnectionGuard.add(channel, connections);
    }
  }
}

package dev.rollcall.testing.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** A port of the loopback that refuses connections, and that nobody else can take meanwhile. */
public final class RefusingPort implements AutoCloseable {

  private final SocketChannel holder;
  private final int port;

  private RefusingPort(SocketChannel holder, int port) {
    this.holder = holder;
    this.port = port;
  }

  /** Takes a free port. Bound but not listened to, it refuses. */
  public static RefusingPort take() {
    try {
      SocketChannel holder = SocketChannel.open();
      holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return new RefusingPort(holder, ((InetSocketAddress) holder.getLocalAddress()).getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port. */
  public int port() {
    return port;
  }

  /** Where it is, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Sets the port free, so that a server can listen there. */
  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

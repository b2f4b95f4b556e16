package dev.rollcall.check.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port of the loopback whose queue is full: Linux leaves further connections unanswered. */
final class FullBacklog implements AutoCloseable {

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final List<SocketChannel> queue = new ArrayList<>();

  FullBacklog() throws IOException {
    // One more than fits; the kernel takes one beyond the backlog.
    for (int i = 0; i < 4; i++) {
      SocketChannel waiting = SocketChannel.open();
      waiting.configureBlocking(false);
      waiting.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
      queue.add(waiting);
    }
  }

  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel waiting : queue) {
      waiting.close();
    }
    listener.close();
  }
}

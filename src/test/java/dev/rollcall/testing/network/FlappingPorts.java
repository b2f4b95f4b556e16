package dev.rollcall.testing.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ports of this machine that open and close in turn, a given number of times a second. Connections
 * are taken by the system and never answered. Nobody else uses their addresses.
 */
public final class FlappingPorts implements AutoCloseable {

  private static final String ADDRESS = "127.9.0.%d";
  private static final int PORT = 9_000;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "flapping-ports");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Optional<ServerSocket>> ports = new ArrayList<>();
  private int next;

  private FlappingPorts(int count) {
    for (int i = 0; i < count; i++) {
      ports.add(Optional.of(listen(i)));
    }
  }

  /**
   * Opens so many, at most 250.
   *
   * @param changes a second, of all together
   */
  public static FlappingPorts open(int count, int changes) {
    FlappingPorts ports = new FlappingPorts(count);
    Future<?> unused =
        ports.clock.scheduleAtFixedRate(
            ports::change, 0, TimeUnit.SECONDS.toNanos(1) / changes, TimeUnit.NANOSECONDS);
    return ports;
  }

  /** Where they are, as {@code host:port}. */
  public List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      addresses.add(ADDRESS.formatted(i + 1) + ":" + PORT);
    }
    return addresses;
  }

  private synchronized void change() {
    int i = next++ % ports.size();
    Optional<ServerSocket> open = ports.get(i);
    open.ifPresent(FlappingPorts::close);
    ports.set(i, open.isPresent() ? Optional.empty() : Optional.of(listen(i)));
  }

  private static ServerSocket listen(int i) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS.formatted(i + 1)), PORT));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    clock.shutdownNow();
    ports.forEach(port -> port.ifPresent(FlappingPorts::close));
  }
}

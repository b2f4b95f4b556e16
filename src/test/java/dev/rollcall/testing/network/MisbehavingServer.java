package dev.rollcall.testing.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Listens on the loopback and misbehaves: it stalls, disconnects, or sends nonsense. */
public final class MisbehavingServer implements AutoCloseable {

  /** What is done to each connection; the socket is left open unless this closes it. */
  @FunctionalInterface
  public interface Misbehavior {
    /** Called on a thread of the connection's own, which it may block. */
    void act(Socket socket) throws IOException;
  }

  private final ServerSocket listener;
  private final Misbehavior lie;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger hungUp = new AtomicInteger();

  private MisbehavingServer(Misbehavior lie) {
    this.lie = lie;
    try {
      listener = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    newThread("lying-server", this::acceptAll).start();
  }

  /** Accepts, and sends nothing. */
  public static MisbehavingServer silent() {
    return new MisbehavingServer(socket -> {});
  }

  /** Accepts, waits for the first byte, and resets the connection. */
  public static MisbehavingServer resetting() {
    return new MisbehavingServer(
        socket -> {
          awaitFirstByte(socket);
          socket.setSoLinger(true, 0);
          socket.close();
        });
  }

  /** Accepts, and closes the connection at once. */
  public static MisbehavingServer closing() {
    return new MisbehavingServer(Socket::close);
  }

  /** Accepts, and sends bytes that are no protocol. */
  public static MisbehavingServer garbage() {
    return speaking("\0\1\2 this is no protocol at all, and it goes on for a while ...");
  }

  /** Answers as an HTTP/1 server answers to what it does not understand. */
  public static MisbehavingServer http1() {
    return speaking("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  /** Answers as a TLS server answers to plain text: with the alert 'unexpected message'. */
  public static MisbehavingServer tls() {
    return speaking("\u0015\3\3\0\2\2\12");
  }

  /** Completes the TLS handshake, and then neither sends nor reads anything. */
  public static MisbehavingServer mute(SSLContext tls) {
    return new MisbehavingServer(
        socket -> {
          SSLSocketFactory factory = tls.getSocketFactory();
          SSLSocket secured = (SSLSocket) factory.createSocket(socket, null, 0, false);
          secured.setUseClientMode(false);
          secured.startHandshake();
          while (!socket.isClosed()) {
            LockSupport.parkNanos(20_000_000);
          }
        });
  }

  /** Waits for the first byte, and sends this, a byte every 50 ms. */
  public static MisbehavingServer trickling(String text) {
    return new MisbehavingServer(
        socket -> {
          awaitFirstByte(socket);
          for (byte one : text.getBytes(StandardCharsets.ISO_8859_1)) {
            LockSupport.parkNanos(50_000_000);
            socket.getOutputStream().write(one);
          }
        });
  }

  /** Waits for the first byte, sends this, and disconnects. */
  public static MisbehavingServer cutOff(String text) {
    return new MisbehavingServer(
        socket -> {
          awaitFirstByte(socket);
          socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
          socket.shutdownOutput();
        });
  }

  /** Waits for the first byte, sends this, and leaves the connection open. */
  public static MisbehavingServer speaking(String text) {
    return new MisbehavingServer(
        socket -> {
          awaitFirstByte(socket);
          socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
          socket.getOutputStream().flush();
        });
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** How many connections it has accepted. */
  public int accepted() {
    return accepted.get();
  }

  /** How many of its connections the other side has closed. */
  public int hungUp() {
    return hungUp.get();
  }

  @Override
  public void close() {
    closeQuietly(listener);
    open.forEach(MisbehavingServer::closeQuietly);
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        accepted.incrementAndGet();
        newThread("lying-connection", () -> serve(socket)).start();
      } catch (IOException e) {
        closeQuietly(listener);
      }
    }
    open.forEach(MisbehavingServer::closeQuietly);
  }

  private void serve(Socket socket) {
    try {
      lie.act(socket);
      while (!socket.isClosed() && socket.getInputStream().read() >= 0) {
        // The request does not matter.
      }
      hungUp.incrementAndGet();
    } catch (IOException e) {
      hungUp.incrementAndGet();
    } finally {
      closeQuietly(socket);
      open.remove(socket);
    }
  }

  private static void awaitFirstByte(Socket socket) throws IOException {
    if (socket.getInputStream().read() < 0) {
      socket.close();
    }
  }

  private static Thread newThread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is closed, or as good as.
    }
  }
}

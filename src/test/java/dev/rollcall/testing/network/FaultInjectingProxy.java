package dev.rollcall.testing.network;

import dev.rollcall.testing.time.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Proxies connections to a server on the loopback, and injects network faults into them. */
public final class FaultInjectingProxy implements AutoCloseable {

  /** What is wrong with it. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** Every connection is cut, and nothing listens. */
    REFUSE,
    /** Every connection is cut, and each new one is reset after its first byte. */
    RESET,
    /** Every connection is cut, and each new one is closed at once. */
    CLOSE,
    /** Every connection is cut; new ones are accepted and get no data. */
    SILENCE,
    /** Every connection stays, and no byte passes any more. */
    FREEZE,
    /** The data of the server comes late by {@link #LATE}. */
    LATENESS,
    /** The data of the server comes at a byte a second. */
    TRICKLE,
    /** Every connection is cut; new ones are answered with bytes that are no protocol. */
    GARBAGE,
    /** Every connection is cut; new ones are answered as by a web server. */
    HTTP1,
    /** Every connection is cut; new ones are answered as by a server that wants TLS. */
    TLS
  }

  /** Longer than any timeout of the tests. */
  public static final Duration LATE = Duration.ofSeconds(4);

  private final int target;
  private final int port;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;
  private volatile ServerSocket listener;
  private volatile boolean closed;

  /**
   * @param target the port of the server
   */
  public FaultInjectingProxy(int target) {
    this.target = target;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
    startAccepting(listener);
  }

  /** Where it listens, as {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** From now on this is wrong with it. */
  public void suffer(Fault now) {
    fault = now;
    if (now == Fault.REFUSE) {
      quietly(listener);
      // Else who is cut would come back before the port is closed.
      Eventually.holds("nothing listens any more", this::refuses);
    }
    switch (now) {
      case FREEZE, LATENESS, TRICKLE -> {
        // They befall the connections that there are.
      }
      default -> links.forEach(Link::cut);
    }
  }

  /** It works again, for new connections. */
  public void mend() {
    boolean refused = listener.isClosed();
    fault = Fault.NONE;
    links.forEach(Link::cut);
    if (refused) {
      Eventually.holds("the port can be bound again", this::listensAgain);
    }
  }

  @Override
  public void close() {
    closed = true;
    quietly(listener);
    links.forEach(Link::cut);
  }

  private boolean refuses() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  private boolean listensAgain() {
    try {
      listener = listen(port);
      startAccepting(listener);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static ServerSocket listen(int at) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 256);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startAccepting(ServerSocket from) {
    start("faulty-wire", () -> acceptAll(from));
  }

  private void acceptAll(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Link link = new Link(from.accept());
        links.add(link);
        if (closed || from.isClosed()) {
          link.cut();
        }
        start("faulty-link", link::serve);
      } catch (IOException e) {
        // It was closed; or one connection came to nothing.
      }
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is closed, or as good as.
    }
  }

  /** One connection through the wire. */
  private final class Link {

    private final Socket client;
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile Socket server = new Socket();

    Link(Socket client) {
      this.client = client;
    }

    void cut() {
      reset(client);
      reset(server);
      links.remove(this);
      gone.countDown();
    }

    void serve() {
      try {
        switch (fault) {
          case CLOSE -> client.close();
          case SILENCE -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
          case RESET -> {
            client.getInputStream().read();
            cut();
          }
          case GARBAGE -> answer("\0\1\2 this is no protocol, and it goes on for a while ...");
          case HTTP1 ->
              answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
          case TLS -> answer("\u0015\3\3\0\2\2\12");
          default -> pass();
        }
      } catch (IOException e) {
        cut();
      }
    }

    private void answer(String text) throws IOException {
      if (client.getInputStream().read() >= 0) {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    }

    private void pass() throws IOException {
      server = new Socket(InetAddress.getLoopbackAddress(), target);
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      start("faulty-link-up", () -> pump(client, server, false));
      pump(server, client, true);
    }

    private void pump(Socket from, Socket to, boolean answers) {
      byte[] buffer = new byte[8192];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          forward(buffer, length, out, answers);
        }
      } catch (IOException e) {
        cut();
      }
    }

    private void forward(byte[] buffer, int length, OutputStream out, boolean answers)
        throws IOException {
      if (fault == Fault.FREEZE) {
        await(Duration.ofDays(1));
      } else if (fault == Fault.LATENESS && answers) {
        await(LATE);
      } else if (fault == Fault.TRICKLE && answers) {
        for (int i = 0; i < length; i++) {
          await(Duration.ofSeconds(1));
          out.write(buffer, i, 1);
        }
        return;
      }
      out.write(buffer, 0, length);
    }

    private void await(Duration duration) throws IOException {
      try {
        if (gone.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("it was cut");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    private void reset(Socket socket) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // It is closed already.
      }
      quietly(socket);
    }
  }
}

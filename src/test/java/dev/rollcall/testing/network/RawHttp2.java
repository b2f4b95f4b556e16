package dev.rollcall.testing.network;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 client that sends frames as they are made by hand. */
public final class RawHttp2 implements AutoCloseable {

  /** Where every connection begins, and an empty SETTINGS frame. */
  public static final byte[] BEGINNING =
      joined("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII), frame(4, 0, 0, new byte[0]));

  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int ACK = 1;
  private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(20);

  /** GET http://localhost/ in HPACK. */
  private static final byte[] REQUEST =
      joined(
          new byte[] {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 9},
          "localhost".getBytes(US_ASCII));

  private final Socket socket;

  private RawHttp2(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.socket = socket;
  }

  /** Connects in plain text. */
  public static RawHttp2 connect(int port) throws IOException {
    return new RawHttp2(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Connects with TLS, whatever the certificate, and agrees on h2. */
  public static RawHttp2 connectTls(int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new RawHttp2(socket);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** HEADERS of a whole request. */
  public static byte[] headers(int stream) {
    return frame(HEADERS, 5, stream, REQUEST);
  }

  /** RST_STREAM with CANCEL. */
  public static byte[] reset(int stream) {
    return frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
  }

  public static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Sends these bytes at once. A server that has closed the connection is noticed later. */
  public void send(byte[]... parts) throws IOException {
    try {
      socket.getOutputStream().write(joined(parts));
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      // What it has sent before is still to be read.
    }
  }

  /** Sends each byte by itself. */
  public void sendByteByByte(byte[]... parts) throws IOException {
    for (byte one : joined(parts)) {
      send(new byte[] {one});
    }
  }

  /** Reads the head of an HTTP/1.1 response. */
  public String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new EOFException(head.toString());
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /**
   * Sends a PING and reads up to its answer: {@code open, answered [1, 3]} with the streams that
   * were answered since the last time; or {@code GOAWAY 1} with the code.
   */
  public String state() throws IOException {
    send(frame(PING, 0, 0, new byte[8]));
    Set<Integer> answered = new TreeSet<>();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    try {
      while (true) {
        int lengthAndType = in.readInt();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(lengthAndType >>> 8);
        switch (lengthAndType & 0xff) {
          case HEADERS -> answered.add(stream);
          case GOAWAY -> {
            return "GOAWAY " + ByteBuffer.wrap(payload).getInt(4);
          }
          case PING -> {
            if ((flags & ACK) != 0) {
              return "open, answered " + answered;
            }
          }
          default -> {}
        }
      }
    } catch (EOFException | SocketException e) {
      return "closed";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

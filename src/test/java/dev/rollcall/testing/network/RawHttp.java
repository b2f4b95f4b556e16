package dev.rollcall.testing.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Sends requests that no HTTP client library would send. */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int LITTLE = 4_096;

  private RawHttp() {}

  /**
   * The status that a GET of this path gets, which is sent as it stands.
   *
   * @throws IOException if there is no answer
   */
  public static int get(int port, String path) throws IOException {
    return Integer.parseInt(answer(port, path).split(" ", 3)[1]);
  }

  /**
   * All that a GET of this path gets, which is sent as it stands.
   *
   * @throws IOException if there is no answer
   */
  public static String answer(int port, String path) throws IOException {
    return answer(port, path, "Host: 127.0.0.1");
  }

  /** The same, with this header. */
  public static String answer(int port, String path, String header) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request = "GET %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.formatted(path, header).getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      if (answer.isEmpty()) {
        throw new IOException("no answer to " + path);
      }
      return answer;
    }
  }

  /** Requests this path on a connection that is never read. The caller closes it. */
  public static Socket askAndNeverRead(int port, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(LITTLE);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    socket.getOutputStream().write(request.formatted(path).getBytes(US_ASCII));
    return socket;
  }

  /** A gRPC method by its name, whose messages are bytes. */
  public static MethodDescriptor<byte[], byte[]> unary(String name) {
    return method(name, MethodType.UNARY);
  }

  /** The same, for any kind of call. */
  public static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
    return MethodDescriptor.newBuilder(new ByteArrayMarshaller(), new ByteArrayMarshaller())
        .setFullMethodName(name)
        .setType(type)
        .build();
  }
}

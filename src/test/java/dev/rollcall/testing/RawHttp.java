package dev.rollcall.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** Requests that no well-behaved client would make. */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 10_000;

  private RawHttp() {}

  /**
   * The status that a GET of this path gets, which is sent as it stands.
   *
   * @throws IOException if there is no answer
   */
  public static int get(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.formatted(path).getBytes(US_ASCII));
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      String line = reader.readLine();
      if (line == null) {
        throw new IOException("no answer to " + path);
      }
      return Integer.parseInt(line.split(" ", -1)[1]);
    }
  }

  /** A gRPC method by its name, whose messages are bytes. */
  public static MethodDescriptor<byte[], byte[]> unary(String name) {
    return method(name, MethodType.UNARY);
  }

  /** The same, for any kind of call. */
  public static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
    return MethodDescriptor.newBuilder(new WholeBytes(), new WholeBytes())
        .setFullMethodName(name)
        .setType(type)
        .build();
  }
}

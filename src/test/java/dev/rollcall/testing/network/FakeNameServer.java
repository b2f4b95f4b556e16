package dev.rollcall.testing.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server on the loopback that has the same records for every name, or stays silent. */
public final class FakeNameServer implements AutoCloseable {

  /** IPv4 addresses. */
  public static final int A = 1;

  /** IPv6 addresses. */
  public static final int AAAA = 28;

  private static final int HEADER = 12;
  private static final int MAX_BYTES = 512;

  private final DatagramSocket socket;
  private final Map<Integer, InetAddress[]> records = new ConcurrentHashMap<>();
  private final AtomicInteger queries = new AtomicInteger();

  /** Starts one that answers nothing. */
  public FakeNameServer() {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "fake-name-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on queries of this type are answered with these addresses; none: an empty answer. */
  public void answer(int type, InetAddress... addresses) {
    records.put(type, addresses.clone());
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** How many queries have arrived. */
  public int queries() {
    return queries.get();
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
        socket.receive(packet);
        queries.incrementAndGet();
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        int end = endOfQuestion(query);
        InetAddress[] addresses = records.get(query[end - 3] & 0xff);
        if (addresses != null) {
          byte[] response = response(query, end, addresses);
          socket.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** After the labels of the name come its type and class, two bytes each. */
  private static int endOfQuestion(byte[] query) {
    int at = HEADER;
    while (query[at] != 0) {
      at += query[at] + 1;
    }
    return at + 5;
  }

  private static byte[] response(byte[] query, int end, InetAddress... addresses)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(query, 0, 2);
    // A response without error, recursion available; one question, the answers, nothing else.
    bytes.write(
        new byte[] {(byte) 0x81, (byte) 0x80, 0, 1, 0, (byte) addresses.length, 0, 0, 0, 0});
    bytes.write(query, HEADER, end - HEADER);
    for (InetAddress address : addresses) {
      // The name of the question, its type and class, a time to live of 60 s.
      bytes.write(new byte[] {(byte) 0xc0, HEADER});
      bytes.write(query, end - 4, 4);
      bytes.write(new byte[] {0, 0, 0, 60, 0, (byte) address.getAddress().length});
      bytes.write(address.getAddress());
    }
    return bytes.toByteArray();
  }
}

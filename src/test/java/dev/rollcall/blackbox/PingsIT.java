package dev.rollcall.blackbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.testing.program.PackagedRollcall;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames of HTTP/2, written by hand: clients may ask whether the port lives, as often as they do.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PingsIT {

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int ACK = 1;
  private static final int PATIENCE_MILLIS = 10_000;

  private final PackagedRollcall rollcall;

  PingsIT(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    rollcall = PackagedRollcall.start(directory, Map.of(), Map.of());
  }

  @BeforeAll
  void start() {
    rollcall.listening();
  }

  @AfterAll
  void stop() {
    rollcall.close();
  }

  @Test
  void everyPingIsAnsweredAndNoneIsHeldAgainstTheClient() throws IOException {
    int count = 200;
    try (Socket socket = connect()) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (int i = 0; i < count; i++) {
        frame(out, PING, 0, i);
      }
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int answered = 0;
      while (answered < count) {
        Frame frame = Frame.read(in);
        if (frame.type() == PING && (frame.flags() & ACK) != 0) {
          answered++;
        }
        assertFalse(frame.type() == GOAWAY, "after " + answered + " answers");
      }
    }
  }

  @Test
  void aClientThatAsksAndNeverReadsIsCutOff() throws IOException {
    try (Socket socket = connect()) {
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      SocketException unused =
          assertThrows(
              SocketException.class,
              () -> {
                for (int i = 0; i < 20_000_000; i++) {
                  frame(out, PING, 0, i);
                }
              });
    }
    assertEquals(1, rollcall.list().getTotalSize());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), rollcall.port().orElseThrow());
    socket.setSoTimeout(PATIENCE_MILLIS);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.write(PREFACE);
    out.write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
    return socket;
  }

  private static void frame(DataOutputStream out, int type, int flags, long content)
      throws IOException {
    byte[] head = {0, 0, 8, (byte) type, (byte) flags, 0, 0, 0, 0};
    byte[] whole = new byte[17];
    System.arraycopy(head, 0, whole, 0, head.length);
    for (int i = 0; i < 8; i++) {
      whole[16 - i] = (byte) (content >>> (8 * i));
    }
    out.write(whole);
  }

  private record Frame(int type, int flags) {
    static Frame read(DataInputStream in) throws IOException {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      Frame frame = new Frame(in.readUnsignedByte(), in.readUnsignedByte());
      in.readInt();
      if (in.readNBytes(length).length < length) {
        throw new EOFException();
      }
      return frame;
    }
  }
}

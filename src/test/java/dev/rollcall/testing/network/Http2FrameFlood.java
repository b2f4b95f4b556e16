package dev.rollcall.testing.network;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Floods of HTTP/2 frames that a client can send: how each begins, and what it repeats. */
public enum Http2FrameFlood {
  /** Calls that are given up at once (CVE-2023-44487). */
  RESETS(false) {
    @Override
    byte[] part(int number) {
      int stream = 2 * number + 1;
      return joined(
          frame(HEADERS, END_HEADERS | END_STREAM, stream, CALL),
          frame(RST_STREAM, 0, stream, number(CANCEL)));
    }
  },
  /** Calls without an authority. */
  NAMELESS_CALLS(false) {
    @Override
    byte[] part(int number) {
      return frame(HEADERS, END_HEADERS | END_STREAM, 2 * number + 1, NAMELESS_CALL);
    }
  },
  /** Each wants an answer, which nobody reads (CVE-2019-9515). */
  SETTINGS(false) {
    @Override
    byte[] part(int number) {
      // The largest frame that is taken, as it is by default.
      return frame(SETTINGS_FRAME, 0, 0, new byte[] {0, 5, 0, 0, 0x40, 0});
    }
  },
  /** Likewise (CVE-2019-9512). */
  PINGS(false) {
    @Override
    byte[] part(int number) {
      return frame(PING, 0, 0, new byte[8]);
    }
  },
  /** A body that goes on and holds nothing (CVE-2019-9518). */
  EMPTY_DATA(true) {
    @Override
    byte[] part(int number) {
      return frame(DATA, 0, 1, new byte[0]);
    }
  },
  /** Headers that go on and hold nothing (CVE-2024-27316). */
  EMPTY_HEADERS(true) {
    @Override
    byte[] part(int number) {
      return frame(CONTINUATION, 0, 1, new byte[0]);
    }
  },
  /** Headers that go on. */
  HEADERS_WITHOUT_END(true) {
    @Override
    byte[] part(int number) {
      // A literal that is not remembered: the name "a", the value "b".
      return frame(CONTINUATION, 0, 1, new byte[] {0, 1, 'a', 1, 'b'});
    }
  },
  /** Who goes first (CVE-2019-9513). */
  PRIORITIES(false) {
    @Override
    byte[] part(int number) {
      return frame(PRIORITY, 0, 2 * (number % 1_000) + 1, new byte[] {0, 0, 0, 0, 16});
    }
  };

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY = 2;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS_FRAME = 4;
  private static final int PING = 6;
  private static final int CONTINUATION = 9;

  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int CANCEL = 8;

  /** So many at once. */
  public static final int CHUNK = 2_000;

  /** POST /rollcall.v1.Discovery/ListPeers in HPACK. */
  private static final byte[] CALL = call("127.0.0.1:7655");

  private static final byte[] NAMELESS_CALL = call("");

  private final boolean hasCall;

  Http2FrameFlood(boolean hasCall) {
    this.hasCall = hasCall;
  }

  abstract byte[] part(int number);

  /** What a connection begins with. */
  public byte[] beginning() {
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    byte[] settings = frame(SETTINGS_FRAME, 0, 0, new byte[0]);
    int flags = this == EMPTY_DATA ? END_HEADERS : 0;
    return hasCall
        ? joined(preface, settings, frame(HEADERS, flags, 1, CALL))
        : joined(preface, settings);
  }

  /** What then comes again and again, {@value #CHUNK} times, beginning with this number. */
  public byte[] chunk(int from) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < CHUNK; i++) {
      bytes.writeBytes(part(from + i));
    }
    return bytes.toByteArray();
  }

  private static byte[] call(String authority) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    // :method POST, :scheme http; the static table's :path, and content-type.
    block.writeBytes(new byte[] {(byte) 0x83, (byte) 0x86, 0x04});
    text(block, "/rollcall.v1.Discovery/ListPeers");
    if (!authority.isEmpty()) {
      block.write(1);
      text(block, authority);
    }
    block.writeBytes(new byte[] {0x0f, 0x10});
    text(block, "application/grpc");
    block.write(0);
    text(block, "te");
    text(block, "trailers");
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream to, String text) {
    to.write(text.length());
    to.writeBytes(text.getBytes(US_ASCII));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}

package dev.rollcall.check.tls;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Wraps private keys of older formats in PKCS #8 (RFC 5958), the only one that the JDK reads: a
 * version, the algorithm, and the key as an octet string.
 */
final class Pkcs8 {

  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;

  private static final byte[] VERSION = HexFormat.of().parseHex("020100");
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Pkcs8() {}

  /** Wraps an RSA key of PKCS #1 (RFC 8017). */
  static byte[] ofPkcs1(byte[] key) {
    return wrap(tagged(SEQUENCE, RSA), key);
  }

  /**
   * Wraps a key of an elliptic curve of SEC 1 (RFC 5915).
   *
   * @param curve its curve, unless the key itself names it
   * @return empty if it is not such a key, or its curve is unknown
   */
  static Optional<byte[]> ofSec1(byte[] key, Optional<byte[]> curve) {
    try {
      return curveOf(ByteBuffer.wrap(key))
          .or(() -> curve)
          .map(parameters -> wrap(tagged(SEQUENCE, EC, parameters), key));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  // ECPrivateKey: a version, the key, [0] the parameters, [1] the public key.
  private static Optional<byte[]> curveOf(ByteBuffer key) {
    ByteBuffer fields = content(key, SEQUENCE);
    content(fields, INTEGER);
    content(fields, OCTETS);
    if (!fields.hasRemaining() || (fields.get(fields.position()) & 0xff) != PARAMETERS) {
      return Optional.empty();
    }
    ByteBuffer parameters = content(fields, PARAMETERS);
    byte[] bytes = new byte[parameters.remaining()];
    parameters.get(bytes);
    return Optional.of(bytes);
  }

  // Reads one value in DER, and moves behind it.
  private static ByteBuffer content(ByteBuffer in, int tag) {
    if ((in.get() & 0xff) != tag) {
      throw new IllegalArgumentException("another tag than " + tag);
    }
    int length = in.get() & 0xff;
    if (length > 0x80) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | (in.get() & 0xff);
      }
    }
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("truncated");
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return tagged(SEQUENCE, VERSION, algorithm, tagged(OCTETS, key));
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
      int zeros = Integer.numberOfLeadingZeros(length) / Byte.SIZE;
      out.write(0x80 | (Integer.BYTES - zeros));
      out.write(bytes, zeros, Integer.BYTES - zeros);
    }
  }
}

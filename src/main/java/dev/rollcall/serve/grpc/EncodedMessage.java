package dev.rollcall.serve.grpc;

import com.google.protobuf.MessageLite;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An encoded response, so that one encoding can serve many calls. */
final class EncodedMessage {

  private final byte[] bytes;

  private EncodedMessage(byte[] bytes) {
    this.bytes = bytes;
  }

  static EncodedMessage of(MessageLite message) {
    return new EncodedMessage(message.toByteArray());
  }

  int size() {
    return bytes.length;
  }

  /** Sends the bytes as they are. Answers are never read. */
  static Marshaller<EncodedMessage> marshaller() {
    return new Marshaller<>() {
      @Override
      public InputStream stream(EncodedMessage answer) {
        return new Bytes(answer.bytes);
      }

      @Override
      public EncodedMessage parse(InputStream stream) {
        throw new UnsupportedOperationException("a server does not read answers");
      }
    };
  }

  private static final class Bytes extends ByteArrayInputStream implements Drainable, KnownLength {

    Bytes(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int rest = available();
      target.write(buf, pos, rest);
      pos = count;
      return rest;
    }
  }
}

package dev.rollcall.serve.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.rollcall.serve.contract.Errors;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * What came as a request: a message, or why it is none. A reader that throws would leave the call
 * without an answer.
 */
sealed interface Received<Q> {

  /** It is a message. */
  record Good<Q>(Q message) implements Received<Q> {}

  /** It is none. */
  record Bad<Q>(StatusRuntimeException why) implements Received<Q> {}

  /** Reads requests of this form. */
  static <Q extends MessageLite> Marshaller<Received<Q>> marshaller(Parser<Q> parser) {
    return new Marshaller<>() {
      @Override
      public InputStream stream(Received<Q> request) {
        throw new UnsupportedOperationException("a server does not send requests");
      }

      @Override
      public Received<Q> parse(InputStream stream) {
        return read(stream, parser);
      }
    };
  }

  private static <Q extends MessageLite> Received<Q> read(InputStream stream, Parser<Q> parser) {
    try {
      return new Good<>(parser.parseFrom(stream));
    } catch (InvalidProtocolBufferException e) {
      return new Bad<>(Errors.notAMessage());
    }
  }
}

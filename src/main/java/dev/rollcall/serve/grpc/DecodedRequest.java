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
sealed interface DecodedRequest<Q> {

  /** It is a message. */
  record Decoded<Q>(Q message) implements DecodedRequest<Q> {}

  /** It is none. */
  record Malformed<Q>(StatusRuntimeException why) implements DecodedRequest<Q> {}

  /** Reads requests of this form. */
  static <Q extends MessageLite> Marshaller<DecodedRequest<Q>> marshaller(Parser<Q> parser) {
    return new Marshaller<>() {
      @Override
      public InputStream stream(DecodedRequest<Q> request) {
        throw new UnsupportedOperationException("a server does not send requests");
      }

      @Override
      public DecodedRequest<Q> parse(InputStream stream) {
        return read(stream, parser);
      }
    };
  }

  private static <Q extends MessageLite> DecodedRequest<Q> read(
      InputStream stream, Parser<Q> parser) {
    try {
      return new Decoded<>(parser.parseFrom(stream));
    } catch (InvalidProtocolBufferException e) {
      return new Malformed<>(Errors.notAMessage());
    }
  }
}

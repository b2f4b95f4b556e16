package dev.rollcall.serve.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.rollcall.serve.contract.Errors;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * The result of decoding a request: a message, or the error. A decoder that throws would leave the
 * call without an answer.
 */
sealed interface DecodedRequest<Q> {

  /** A valid message. */
  record Decoded<Q>(Q message) implements DecodedRequest<Q> {}

  /** Bytes that are not a message of the method. */
  record Malformed<Q>(StatusRuntimeException error) implements DecodedRequest<Q> {}

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
      return new Malformed<>(Errors.malformedRequest());
    }
  }
}

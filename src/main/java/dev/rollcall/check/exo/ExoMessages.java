package dev.rollcall.check.exo;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Encodes and decodes the two messages of exo's health check, too small for generated code. */
final class ExoMessages {

  /** Has no fields. */
  record Request() {}

  /** Field 1, {@code is_healthy}. */
  record Response(boolean isHealthy) {}

  static final Marshaller<Request> REQUESTS = new RequestMarshaller();
  static final Marshaller<Response> RESPONSES = new ResponseMarshaller();

  private static final int IS_HEALTHY_TAG = 1 << 3 | WireFormat.WIRETYPE_VARINT;
  private static final int END = 0;

  private ExoMessages() {}

  private static final class RequestMarshaller implements Marshaller<Request> {
    @Override
    public InputStream stream(Request request) {
      return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public Request parse(InputStream bytes) {
      return new Request();
    }
  }

  private static final class ResponseMarshaller implements Marshaller<Response> {
    @Override
    public InputStream stream(Response response) {
      byte[] healthy = {IS_HEALTHY_TAG, 1};
      return new ByteArrayInputStream(response.isHealthy() ? healthy : new byte[0]);
    }

    @Override
    public Response parse(InputStream bytes) {
      try {
        return read(CodedInputStream.newInstance(bytes));
      } catch (IOException e) {
        throw Status.INTERNAL
            .withDescription("the response is not a HealthCheckResponse: " + e.getMessage())
            .withCause(e)
            .asRuntimeException();
      }
    }
  }

  // As protobuf specifies: the last value counts, and unknown fields are skipped.
  private static Response read(CodedInputStream bytes) throws IOException {
    boolean healthy = false;
    for (int tag = bytes.readTag(); tag != END; tag = bytes.readTag()) {
      if (tag == IS_HEALTHY_TAG) {
        healthy = bytes.readBool();
      } else {
        bytes.skipField(tag);
      }
    }
    return new Response(healthy);
  }
}

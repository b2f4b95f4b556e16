package dev.rollcall.serve.grpc;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;

/** What a client did wrong, as google.rpc.Status with its details (AIP-193). */
final class Errors {

  private static final String DOMAIN = "rollcall.dev";

  private Errors() {}

  /**
   * A value that is not accepted.
   *
   * @param reason UPPER_SNAKE, for programs
   * @param field its path in the request
   * @param message for people: the value, and what was expected
   */
  static StatusRuntimeException invalid(String reason, String field, String message) {
    FieldViolation violation =
        FieldViolation.newBuilder().setField(field).setDescription(message).build();
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.INVALID_ARGUMENT_VALUE)
            .setMessage(field + ": " + message)
            .addDetails(Any.pack(info(reason, Map.of("field", field))))
            .addDetails(Any.pack(BadRequest.newBuilder().addFieldViolations(violation).build()))
            .build());
  }

  /** An id that the roster does not have. */
  static StatusRuntimeException noSuchPeer(String id) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.NOT_FOUND_VALUE)
            .setMessage("the roster has no peer '%s'".formatted(id))
            .addDetails(Any.pack(info("PEER_NOT_FOUND", Map.of("id", id))))
            .build());
  }

  private static ErrorInfo info(String reason, Map<String, String> metadata) {
    return ErrorInfo.newBuilder()
        .setReason(reason)
        .setDomain(DOMAIN)
        .putAllMetadata(metadata)
        .build();
  }
}

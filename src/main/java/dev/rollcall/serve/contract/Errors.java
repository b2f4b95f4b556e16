package dev.rollcall.serve.contract;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;

/** Makes the errors that clients get: google.rpc.Status with its details (AIP-193). */
public final class Errors {

  private static final String DOMAIN = "rollcall.dev";
  private static final int RETRY_AFTER_SECONDS = 1;

  private Errors() {}

  /**
   * A value that is not accepted.
   *
   * @param reason UPPER_SNAKE, for programs
   * @param field its path in the request
   * @param message for people: the value, and what was expected
   */
  public static StatusRuntimeException invalid(String reason, String field, String message) {
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
  public static StatusRuntimeException noSuchPeer(String id) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.NOT_FOUND_VALUE)
            .setMessage("the roster has no peer '%s'".formatted(id))
            .addDetails(Any.pack(info("PEER_NOT_FOUND", Map.of("id", id))))
            .build());
  }

  /** Bytes that are not a message of the method. */
  public static StatusRuntimeException malformedRequest() {
    return status(
        Code.INVALID_ARGUMENT,
        "NOT_A_MESSAGE",
        "the request is not in the form that the method has in rollcall/v1/discovery.proto or"
            + " grpc/health/v1/health.proto");
  }

  /** A call with another number of requests than one. */
  public static StatusRuntimeException notOneRequest(String what) {
    return status(
        Code.INVALID_ARGUMENT,
        "NOT_ONE_REQUEST",
        "the call has %s; expected exactly one".formatted(what));
  }

  /** As many watches and waits are open as may be. */
  public static StatusRuntimeException tooManyWatchers(int limit) {
    return status(
        Code.RESOURCE_EXHAUSTED,
        "TOO_MANY_WATCHERS",
        "%d watches and waits are open, as many as %s allows; try again later"
            .formatted(limit, "rollcall.listen.watch-limit"));
  }

  /** More names than one answer may have. */
  public static StatusRuntimeException tooManyNames(int count, int limit) {
    return status(
        Code.RESOURCE_EXHAUSTED,
        "TOO_MANY_SERVICES",
        "%d services are more than the %d that List can return; use Check or Watch for one"
            .formatted(count, limit));
  }

  /** A service that the health service does not know. */
  public static StatusRuntimeException noSuchService() {
    return status(
        Code.NOT_FOUND,
        "UNKNOWN_SERVICE",
        "unknown service; expected the empty name, rollcall.v1.Discovery, or peer/ and the id of a"
            + " peer");
  }

  /** The service is shutting down; another one may be there soon. */
  public static StatusRuntimeException shuttingDown() {
    RetryInfo retry =
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(RETRY_AFTER_SECONDS))
            .build();
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.UNAVAILABLE_VALUE)
            .setMessage("Rollcall is shutting down; try again")
            .addDetails(Any.pack(info("SHUTTING_DOWN", Map.of())))
            .addDetails(Any.pack(retry))
            .build());
  }

  /** The client's deadline is about to pass. */
  public static StatusRuntimeException deadlineExceeded(
      String message, Map<String, String> facts, Message why) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.DEADLINE_EXCEEDED_VALUE)
            .setMessage(message)
            .addDetails(Any.pack(info("TOO_FEW_PEERS", facts)))
            .addDetails(Any.pack(why))
            .build());
  }

  /** An internal error. Its cause is in the log, not in the response. */
  public static StatusRuntimeException internal() {
    return StatusProto.toStatusRuntimeException(internalStatus());
  }

  /** The same, not thrown. */
  public static Status internalStatus() {
    return of(Code.INTERNAL, "FAULT", "internal error in Rollcall; see its log");
  }

  private static StatusRuntimeException status(Code code, String reason, String message) {
    return StatusProto.toStatusRuntimeException(of(code, reason, message));
  }

  /**
   * Any error that has no more details than this.
   *
   * @param reason UPPER_SNAKE, for programs
   * @param message for people: what was found, and what was expected
   */
  public static Status of(Code code, String reason, String message) {
    return Status.newBuilder()
        .setCode(code.getNumber())
        .setMessage(message)
        .addDetails(Any.pack(info(reason, Map.of())))
        .build();
  }

  private static ErrorInfo info(String reason, Map<String, String> metadata) {
    return ErrorInfo.newBuilder()
        .setReason(reason)
        .setDomain(DOMAIN)
        .putAllMetadata(metadata)
        .build();
  }
}

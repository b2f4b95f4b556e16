package dev.rollcall.serve.guard;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.rollcall.serve.contract.Errors;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Maps gRPC errors to HTTP: to google.rpc.Status and its status code (AIP-193). */
public final class HttpErrorMapper {

  private static final int METHOD_NOT_ALLOWED = 405;

  private HttpErrorMapper() {}

  /** The google.rpc.Status that this failure carries. */
  public static Status status(StatusRuntimeException failure) {
    Status status = StatusProto.fromThrowable(failure);
    return status == null ? Errors.internalStatus() : status;
  }

  /** The HTTP status code for this error. */
  public static int httpStatus(Status status) {
    boolean isMethod = status.getCode() == Code.UNIMPLEMENTED_VALUE;
    return isMethod ? METHOD_NOT_ALLOWED : httpStatus(Code.forNumber(status.getCode()));
  }

  private static int httpStatus(Code code) {
    return switch (code) {
      case INVALID_ARGUMENT -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case RESOURCE_EXHAUSTED -> 429;
      case UNAVAILABLE -> 503;
      default -> 500;
    };
  }

  /** Whether the same request may succeed later. */
  public static boolean isPassing(Status status) {
    return status.getCode() == Code.RESOURCE_EXHAUSTED_VALUE
        || status.getCode() == Code.UNAVAILABLE_VALUE;
  }

  /** There is nothing at this path. */
  public static StatusRuntimeException noSuchPath(String path, String expected) {
    return failure(
        Code.NOT_FOUND,
        "PATH_NOT_FOUND",
        "nothing is served at '%s'; expected %s".formatted(path, expected));
  }

  /** The method is not GET or HEAD. */
  public static StatusRuntimeException onlyRead(String method) {
    return failure(
        Code.UNIMPLEMENTED,
        "METHOD_NOT_ALLOWED",
        "%s is not supported, as the API is read-only; expected GET or HEAD".formatted(method));
  }

  /** As {@link ApiError#badEscape}. */
  public static StatusRuntimeException badEscape(String where, String text) {
    return StatusProto.toStatusRuntimeException(ApiError.badEscape(where, text).toStatus());
  }

  private static StatusRuntimeException failure(Code code, String reason, String message) {
    return StatusProto.toStatusRuntimeException(Errors.of(code, reason, message));
  }
}

package dev.rollcall.serve.guard;

import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.rollcall.serve.contract.Errors;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** What went wrong, as HTTP tells it: google.rpc.Status, and the number that fits (AIP-193). */
public final class HttpErrorMapper {

  private static final int METHOD_NOT_ALLOWED = 405;

  private HttpErrorMapper() {}

  /** The message of google.rpc that this failure carries. */
  public static Status status(StatusRuntimeException failure) {
    Status status = StatusProto.fromThrowable(failure);
    return status == null
        ? Errors.of(Code.INTERNAL, "FAULT", "a fault in Rollcall; its log says more")
        : status;
  }

  /** The number of HTTP that fits. */
  public static int httpStatus(Status status) {
    boolean isMethod = status.getCode() == Code.UNIMPLEMENTED_VALUE;
    return isMethod ? METHOD_NOT_ALLOWED : httpStatus(Code.forNumber(status.getCode()));
  }

  private static int httpStatus(Code code) {
    return switch (code) {
      case INVALID_ARGUMENT -> 400;
      case UNAUTHENTICATED -> 401;
      case NOT_FOUND -> 404;
      case RESOURCE_EXHAUSTED -> 429;
      case UNAVAILABLE -> 503;
      default -> 500;
    };
  }

  /** Whether it helps to ask again later. */
  public static boolean isPassing(Status status) {
    return status.getCode() == Code.RESOURCE_EXHAUSTED_VALUE
        || status.getCode() == Code.UNAVAILABLE_VALUE;
  }

  public static StatusRuntimeException noSuchPath(String path, String expected) {
    return failure(
        Code.NOT_FOUND,
        "PATH_NOT_FOUND",
        "there is nothing at '%s'; expected %s".formatted(path, expected));
  }

  public static StatusRuntimeException onlyRead(String method) {
    return failure(
        Code.UNIMPLEMENTED,
        "METHOD_NOT_ALLOWED",
        "%s is not offered, as the API only reads; expected GET or HEAD".formatted(method));
  }

  public static StatusRuntimeException badEscape(String where, String what) {
    return StatusProto.toStatusRuntimeException(ApiError.badEscape(where, what).toStatus());
  }

  private static StatusRuntimeException failure(Code code, String reason, String message) {
    return StatusProto.toStatusRuntimeException(Errors.of(code, reason, message));
  }
}

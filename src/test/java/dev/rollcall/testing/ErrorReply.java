package dev.rollcall.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.function.Executable;

/**
 * An error as its client reads it back.
 *
 * @param code of gRPC
 * @param message for people
 * @param info for programs
 * @param fields the fields that were not accepted
 * @param preconditions the preconditions that failed; empty without such a detail
 */
public record ErrorReply(
    Code code,
    String message,
    ErrorInfo info,
    List<String> fields,
    PreconditionFailure preconditions) {

  /** The error that this call ends with. */
  public static ErrorReply of(Executable call) {
    return of(assertThrows(StatusRuntimeException.class, call));
  }

  /** Reads the details of an error. */
  public static ErrorReply of(StatusRuntimeException error) {
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(error));
    assertEquals(error.getStatus().getCode().value(), status.getCode());
    return new ErrorReply(
        error.getStatus().getCode(),
        status.getMessage(),
        details(status, ErrorInfo.class).get(0),
        details(status, BadRequest.class).stream()
            .flatMap(request -> request.getFieldViolationsList().stream())
            .map(BadRequest.FieldViolation::getField)
            .toList(),
        details(status, PreconditionFailure.class).stream()
            .findFirst()
            .orElseGet(PreconditionFailure::getDefaultInstance));
  }

  /** Asserts that this field was rejected, and why, in each of the forms that an error has. */
  public void assertInvalid(String field, String reason) {
    assertEquals(Code.INVALID_ARGUMENT, code);
    assertEquals(List.of(field), fields);
    assertEquals(reason, info.getReason());
    assertEquals("rollcall.dev", info.getDomain());
    assertEquals(Map.of("field", field), info.getMetadataMap());
    assertEquals(field + ": ", message.substring(0, field.length() + 2));
  }

  private static <T extends Message> List<T> details(Status status, Class<T> type) {
    return status.getDetailsList().stream()
        .filter(detail -> detail.is(type))
        .map(detail -> unpacked(detail, type))
        .toList();
  }

  private static <T extends Message> T unpacked(Any detail, Class<T> type) {
    try {
      return detail.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}

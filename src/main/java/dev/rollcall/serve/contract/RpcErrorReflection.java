package dev.rollcall.serve.contract;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.PreconditionFailure.Violation;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers for reflection the messages of google.rpc, which are packed into an Any and written as
 * JSON: both read the class by reflection. The framework registers those of the contract only.
 */
@RegisterForReflection(
    targets = {
      Status.class,
      Status.Builder.class,
      ErrorInfo.class,
      ErrorInfo.Builder.class,
      BadRequest.class,
      BadRequest.Builder.class,
      FieldViolation.class,
      FieldViolation.Builder.class,
      LocalizedMessage.class,
      LocalizedMessage.Builder.class,
      PreconditionFailure.class,
      PreconditionFailure.Builder.class,
      Violation.class,
      Violation.Builder.class,
      RetryInfo.class,
      RetryInfo.Builder.class
    })
final class RpcErrorReflection {

  private RpcErrorReflection() {}
}

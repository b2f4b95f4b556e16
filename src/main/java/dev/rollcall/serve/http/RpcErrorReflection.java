package dev.rollcall.serve.http;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Registers for reflection the messages of google.rpc, from which JSON is made. The framework
 * registers those of the contract, but not these.
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
      RetryInfo.class,
      RetryInfo.Builder.class
    })
final class RpcErrorReflection {

  private RpcErrorReflection() {}
}

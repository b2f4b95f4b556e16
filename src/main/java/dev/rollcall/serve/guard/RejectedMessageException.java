package dev.rollcall.serve.guard;

/** Thrown for a message that violates a rule of the guard. */
final class RejectedMessageException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient ApiError error;

  RejectedMessageException(ApiError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  ApiError error() {
    return error;
  }
}

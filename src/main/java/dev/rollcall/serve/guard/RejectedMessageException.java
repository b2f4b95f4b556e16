package dev.rollcall.serve.guard;

/** A message that is not let in. */
final class RejectedMessageException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient ApiError refusal;

  RejectedMessageException(ApiError refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  ApiError refusal() {
    return refusal;
  }
}

package dev.rollcall.serve.http;

/** A message that is not let in. */
final class RefusedMessageException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  RefusedMessageException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}

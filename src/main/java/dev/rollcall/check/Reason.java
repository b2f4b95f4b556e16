package dev.rollcall.check;

/** Why a check failed. The kinds are kept apart because users act on them differently. */
public enum Reason {
  /** The peer answers, and reports that it is not serving. */
  NOT_SERVING,
  /** No answer within the timeout. */
  TIMEOUT,
  /** Nothing listens at the address. */
  REFUSED,
  /** No route, or the network is down. */
  UNREACHABLE,
  /** The host name has no address. */
  UNRESOLVED,
  /** The peer answers, but does not offer this health check. */
  UNIMPLEMENTED,
  /** The handshake failed, or the certificate is not trusted. */
  TLS,
  /** A different peer answers at the address. */
  WRONG_PEER,
  /** An answer that is invalid for this kind of check, or a connection that ended without one. */
  PROTOCOL;

  /**
   * Whether something responded at the peer's address, be it with a refusal: then this node's
   * network works.
   */
  public boolean isResponse() {
    return switch (this) {
      case NOT_SERVING, REFUSED, UNIMPLEMENTED, TLS, WRONG_PEER, PROTOCOL -> true;
      case TIMEOUT, UNREACHABLE, UNRESOLVED -> false;
    };
  }
}

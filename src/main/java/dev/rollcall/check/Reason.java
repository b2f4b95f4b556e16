package dev.rollcall.check;

/** Why a check did not succeed. The kinds stay apart, since people act on them differently. */
public enum Reason {
  /** The peer answers, and says that it does not serve. */
  NOT_SERVING,
  /** No answer in time. */
  TIMEOUT,
  /** Nothing listens at the address. */
  REFUSED,
  /** No route, or the network is down. */
  UNREACHABLE,
  /** The host name has no address. */
  UNRESOLVED,
  /** The peer answers, but offers no such health check. */
  UNIMPLEMENTED,
  /** The handshake failed, or the certificate is not trusted. */
  TLS,
  /** Someone else answers at the address. */
  WRONG_PEER,
  /**
   * An answer that makes no sense for this kind of check, or a connection that ended without one.
   */
  PROTOCOL
}

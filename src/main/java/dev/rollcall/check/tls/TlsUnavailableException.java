package dev.rollcall.check.tls;

/** Thrown when the TLS configuration of a check is missing or unusable: a local error. */
public final class TlsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for users: which configuration, and what is wrong with it
   */
  public TlsUnavailableException(String message) {
    super(message);
  }
}

package dev.rollcall.check;

/** A TLS configuration that a check wants cannot be had: a lack on this side. */
public final class TlsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param lack for people: which configuration, and what is wrong
   */
  public TlsUnavailableException(String lack) {
    super(lack);
  }
}

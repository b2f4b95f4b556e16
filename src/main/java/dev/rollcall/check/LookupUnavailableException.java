package dev.rollcall.check;

import java.net.UnknownHostException;

/**
 * A host name could not be looked up now, such as for want of a name server that answers: whether
 * it has an address is not known.
 */
public final class LookupUnavailableException extends UnknownHostException {

  private static final long serialVersionUID = 1L;

  private final String fault;

  /**
   * @param fault why, the same for every name
   */
  public LookupUnavailableException(String fault) {
    super(fault);
    this.fault = fault;
  }

  /** Why, the same for every name. */
  public String fault() {
    return fault;
  }
}

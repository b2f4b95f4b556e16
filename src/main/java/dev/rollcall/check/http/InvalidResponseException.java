package dev.rollcall.check.http;

/** Ends the reading of a response that is not HTTP/1, or is invalid. Has no stack trace. */
final class InvalidResponseException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient HttpResult result;

  private InvalidResponseException(HttpResult result, String message) {
    super(message, null, false, false);
    this.result = result;
  }

  /**
   * A violation of HTTP.
   *
   * @param fault what is wrong, for messages
   */
  static InvalidResponseException invalid(String fault) {
    return new InvalidResponseException(new HttpResult.Invalid(fault), fault);
  }

  /**
   * A response in another protocol.
   *
   * @param protocol its name, for messages
   */
  static InvalidResponseException notHttp(String protocol) {
    return new InvalidResponseException(new HttpResult.NotHttp(protocol), protocol);
  }

  /** The result of the exchange. */
  HttpResult result() {
    return result;
  }
}

package dev.rollcall.peer;

import dev.rollcall.text.PrintableText;

/**
 * The {@code host:port} that a peer listens on.
 *
 * @param host an IPv4 address, a host name in lower case, or an IPv6 address in its canonical form
 *     (RFC 5952) without brackets; so two addresses that mean the same are equal
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

  private static final String EXPECTED = "expected host:port, such as 192.168.1.10:50051";

  /**
   * @throws IllegalArgumentException with a message for the user that says what was expected
   */
  public Address {
    host = HostSyntax.canonical(host);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port %d is out of range (1-65535)".formatted(port));
    }
  }

  /**
   * Reads {@code host:port}, with an IPv6 host in brackets.
   *
   * @throws IllegalArgumentException with a message for the user that says what was expected
   */
  public static Address parse(String text) {
    String printable = PrintableText.printable(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException("an address must not be empty; " + EXPECTED);
    }
    if (text.contains("://")) {
      throw new IllegalArgumentException("'%s' is a URL; %s".formatted(printable, EXPECTED));
    }
    int colon = text.lastIndexOf(':');
    int bracket = text.lastIndexOf(']');
    if (colon < 0 || colon < bracket) {
      throw new IllegalArgumentException("'%s' has no port; %s".formatted(printable, EXPECTED));
    }
    String host = text.substring(0, colon);
    if (bracket >= 0 || host.startsWith("[")) {
      if (!host.startsWith("[") || !host.endsWith("]")) {
        throw new IllegalArgumentException(
            "'%s' is not an address; expected [IPv6]:port".formatted(printable));
      }
      String inner = host.substring(1, host.length() - 1);
      if (inner.indexOf(':') < 0) {
        throw new IllegalArgumentException(
            "'%s' has brackets around what is not IPv6".formatted(printable));
      }
      return new Address(inner, port(text.substring(colon + 1)));
    }
    if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "'%s' is ambiguous: an IPv6 host goes in brackets, as in [fd00::1]:50051"
              .formatted(printable));
    }
    return new Address(host, port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the port is missing after ':'; " + EXPECTED);
    }
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "port '%s' is not a whole number (1-65535)".formatted(PrintableText.printable(text)));
    }
    String significant = digits.replaceFirst("^0+(?=.)", "");
    if (negative || significant.length() > 5) {
      throw new IllegalArgumentException(
          "port %s is out of range (1-65535)".formatted(PrintableText.printable(text)));
    }
    return Integer.parseInt(significant);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}

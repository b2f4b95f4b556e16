package dev.rollcall.app.config;

import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.text.PrintableText;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Checks that the service can listen at a host, before it tries. */
final class BindCheck {

  private static final String SETTING = "rollcall.listen.host";

  private BindCheck() {}

  /** Why it cannot; empty if it can. Resolves a name, so it may wait for a name server. */
  static Optional<Problem> problem(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null) {
        return Optional.empty();
      }
      return invalid(host, "is not an address of this machine");
    } catch (UnknownHostException e) {
      return invalid(host, "is not a known host");
    } catch (SocketException e) {
      // The interfaces cannot be listed; then listening itself shows whether it works.
      return Optional.empty();
    }
  }

  private static Optional<Problem> invalid(String host, String reason) {
    String message =
        "'%s' %s; expected one of its addresses, 127.0.0.1 for this machine alone, or 0.0.0.0 for all"
            .formatted(PrintableText.printable(host), reason);
    return Optional.of(new Problem(new SourceLocation.OfName(SETTING), "", message));
  }
}

package dev.rollcall.check;

import dev.rollcall.peer.Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One IP address and port of a peer, to be connected to.
 *
 * @param socket where to connect
 * @param label the same for messages, with the name that it was resolved from
 * @param connectTimeout how long connecting may take; at least a millisecond
 */
public record ConnectTarget(InetSocketAddress socket, String label, Duration connectTimeout) {

  private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);

  static ConnectTarget of(Address address, InetAddress resolved, Duration share) {
    return new ConnectTarget(
        new InetSocketAddress(resolved, address.port()),
        label(address, resolved.getHostAddress()),
        share.compareTo(MIN_TIMEOUT) < 0 ? MIN_TIMEOUT : share);
  }

  private static String label(Address address, String resolved) {
    boolean isLiteral = address.host().indexOf(':') >= 0 || resolved.equals(address.host());
    return isLiteral ? address.toString() : address + " (" + resolved + ")";
  }

  /** The connect timeout in Netty's unit and type. */
  public int connectTimeoutMillis() {
    return Math.toIntExact(connectTimeout.toMillis());
  }
}

package dev.rollcall.check;

import dev.rollcall.peer.Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One address that is tried.
 *
 * @param socket where to connect
 * @param shown the same for people, with the name that led there
 * @param connectTimeout how long connecting may take; at least a millisecond
 */
public record ConnectTarget(InetSocketAddress socket, String shown, Duration connectTimeout) {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  static ConnectTarget of(Address asked, InetAddress found, Duration share) {
    return new ConnectTarget(
        new InetSocketAddress(found, asked.port()),
        shown(asked, found.getHostAddress()),
        share.compareTo(SHORTEST) < 0 ? SHORTEST : share);
  }

  private static String shown(Address asked, String found) {
    boolean isLiteral = asked.host().indexOf(':') >= 0 || found.equals(asked.host());
    return isLiteral ? asked.toString() : asked + " (" + found + ")";
  }

  /** The connect timeout in the unit and type that Netty takes. */
  public int connectTimeoutMillis() {
    return Math.toIntExact(connectTimeout.toMillis());
  }
}

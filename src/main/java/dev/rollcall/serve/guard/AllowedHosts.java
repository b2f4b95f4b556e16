package dev.rollcall.serve.guard;

import dev.rollcall.text.PrintableText;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects requests for hosts that are not this one. A web page could otherwise read what a port on
 * loopback answers, by giving its own name the address 127.0.0.1 (DNS rebinding): the browser then
 * sends the name of the page as the host. Names and addresses of loopback always pass.
 */
public final class AllowedHosts {

  /** The setting that names further hosts. */
  static final String SETTING = "rollcall.listen.allowed-hosts";

  private static final String LOCALHOST = "localhost";

  private final boolean allowsAny;
  private final Set<String> names;

  private AllowedHosts(boolean allowsAny, Set<String> names) {
    this.allowsAny = allowsAny;
    this.names = names;
  }

  /** Allows every host. */
  public static AllowedHosts any() {
    return new AllowedHosts(true, Set.of());
  }

  /**
   * Allows loopback and these.
   *
   * @param hosts names and addresses without a port, those of IPv6 with or without brackets
   */
  public static AllowedHosts of(Collection<String> hosts) {
    Set<String> names = new HashSet<>();
    hosts.forEach(host -> names.add(normalized(host)));
    return new AllowedHosts(false, Set.copyOf(names));
  }

  /** The error, if the request is for another host. */
  Optional<ApiError> problem(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    if (allowsAny || (authority == null && request.version() == HttpVersion.HTTP_1_0)) {
      // HTTP/1.0 needs no host, and health checks of load balancers send none; browsers always do.
      return Optional.empty();
    }
    String host = authority == null ? "" : authority.host();
    return allows(host) ? Optional.empty() : Optional.of(error(host));
  }

  /**
   * @param host as it was sent, without the port
   */
  boolean allows(String host) {
    String name = normalized(host);
    return name.equals(LOCALHOST)
        || name.endsWith("." + LOCALHOST)
        || isLoopbackAddress(name)
        || names.contains(name);
  }

  private static ApiError error(String host) {
    String name = PrintableText.printable(host);
    return ApiError.hostNotAllowed(
        "requests for the host '%s' are rejected, as any web page could send them here by DNS rebinding; expected localhost or a loopback address, or '%s' in %s"
            .formatted(name, name, SETTING));
  }

  private static String normalized(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[") && lower.endsWith("]")) {
      return lower.substring(1, lower.length() - 1);
    }
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static boolean isLoopbackAddress(String host) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    try {
      return address != null && InetAddress.getByAddress(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

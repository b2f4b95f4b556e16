package dev.rollcall.check;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Resolves host names to addresses. */
@FunctionalInterface
public interface Resolver {

  /**
   * The host's addresses, at least one, in the order to try them in. Fails with {@link
   * java.net.UnknownHostException} if it has none, and with {@link LookupUnavailableException} if
   * that cannot be found out now. Never blocks.
   *
   * @param host a name, or a literal without brackets
   */
  Uni<List<InetAddress>> resolve(String host);
}

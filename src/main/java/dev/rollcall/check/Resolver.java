package dev.rollcall.check;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface Resolver {

  /**
   * The host's addresses, at least one, the first to be tried first. Fails with {@link
   * java.net.UnknownHostException} if it has none. Never blocks.
   *
   * @param host a name, or a literal without brackets
   */
  Uni<List<InetAddress>> resolve(String host);
}

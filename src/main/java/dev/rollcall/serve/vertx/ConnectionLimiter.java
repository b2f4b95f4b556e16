package dev.rollcall.serve.vertx;

import io.netty.channel.Channel;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Limits the number of open connections. Above the limit, the oldest untrusted one is closed, that
 * is, one that never made an admitted request; so clients that only open connections displace no
 * others. Thread-safe. {@code quarkus.http.limits.max-connections} would close the newest one.
 */
public final class ConnectionLimiter {

  /**
   * A new warning is logged only after the use has fallen to this much of the limit, in percent.
   */
  private static final int WARNING_RESET_PERCENT = 90;

  private final int limit;
  private final Logger log;
  private final Set<Channel> untrusted = new LinkedHashSet<>();
  private final Set<Channel> trusted = new HashSet<>();
  private boolean isWarned;

  /**
   * @param limit at least 1
   */
  public ConnectionLimiter(int limit, Logger log) {
    this.limit = limit;
    this.log = log;
  }

  /** Adds a connection. Returns the one to close for it, if any, which may be itself. */
  synchronized Optional<Channel> open(Channel channel) {
    untrusted.add(channel);
    if (count() <= limit) {
      return Optional.empty();
    }
    Iterator<Channel> oldest = untrusted.iterator();
    Channel excess = oldest.next();
    oldest.remove();
    if (excess == channel) {
      warn();
    }
    return Optional.of(excess);
  }

  /** The connection has made an admitted request. */
  synchronized void trust(Channel channel) {
    if (untrusted.remove(channel)) {
      trusted.add(channel);
    }
  }

  synchronized boolean isTrusted(Channel channel) {
    return trusted.contains(channel);
  }

  synchronized void close(Channel channel) {
    if (!untrusted.remove(channel)) {
      trusted.remove(channel);
    }
    isWarned = isWarned && (long) count() * 100 > (long) limit * WARNING_RESET_PERCENT;
  }

  synchronized int count() {
    return untrusted.size() + trusted.size();
  }

  private void warn() {
    if (!isWarned) {
      isWarned = true;
      log.warnf(
          "all %d client connections are in use, further ones are closed;"
              + " rollcall.listen.connection-limit raises the limit",
          limit);
    }
  }
}

package dev.rollcall.serve.vertx;

import io.netty.channel.Channel;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The connections that clients have open, never more than a limit. Where there are too many, the
 * oldest one goes that never made a request that was let in; so those who only open connections
 * take no place from those who ask. Thread-safe.
 */
public final class ConnectionLimiter {

  /** The limit counts as left behind when so much of it, in percent, is in use. */
  private static final int RELIEF = 90;

  private final int limit;
  private final Logger log;
  private final Set<Channel> unproven = new LinkedHashSet<>();
  private final Set<Channel> proven = new HashSet<>();
  private boolean isTold;

  /**
   * @param limit at least 1
   */
  public ConnectionLimiter(int limit, Logger log) {
    this.limit = limit;
    this.log = log;
  }

  /** A new one. Gives the one that has to go for it, which may be itself. */
  synchronized Optional<Channel> open(Channel channel) {
    unproven.add(channel);
    if (count() <= limit) {
      return Optional.empty();
    }
    Iterator<Channel> oldest = unproven.iterator();
    Channel gone = oldest.next();
    oldest.remove();
    if (gone == channel) {
      tell();
    }
    return Optional.of(gone);
  }

  /** It has made a request that was let in. */
  synchronized void prove(Channel channel) {
    if (unproven.remove(channel)) {
      proven.add(channel);
    }
  }

  synchronized boolean isProven(Channel channel) {
    return proven.contains(channel);
  }

  synchronized void close(Channel channel) {
    if (!unproven.remove(channel)) {
      proven.remove(channel);
    }
    isTold = isTold && (long) count() * 100 > (long) limit * RELIEF;
  }

  synchronized int count() {
    return unproven.size() + proven.size();
  }

  private void tell() {
    if (!isTold) {
      isTold = true;
      log.warnf(
          "all %d connections that clients may have are in use, further ones are closed;"
              + " rollcall.listen.connection-limit allows more",
          limit);
    }
  }
}

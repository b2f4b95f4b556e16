package dev.rollcall.check;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Resolves names through the operating system, as every other program on the machine does: {@code
 * /etc/hosts}, mDNS, search domains and VPN names work, which a DNS client of our own would miss.
 * Such a lookup blocks, so each gets a thread of a bounded pool; idle threads end. A name never has
 * two lookups at a time, so that a dead name server blocks at most one thread for each name.
 */
public final class SystemResolver implements Resolver, AutoCloseable {

  private static final Pattern LITERAL = Pattern.compile("[\\d.]+|.*:.*");

  /**
   * EAI_NONAME and EAI_NODATA of glibc, musl and macOS. The JDK has one type for all errors of
   * getaddrinfo (17 to 25), and only the texts tell them apart; any other, such as 'Temporary
   * failure in name resolution' or one in another language, is not taken to mean that the name is
   * gone.
   */
  private static final Pattern NO_ADDRESS =
      Pattern.compile(
          "Name or service not known"
              + "|No address associated with hostname"
              + "|Name does not resolve"
              + "|Name has no usable address"
              + "|nodename nor servname provided, or not known");

  private static final int IDLE_SECONDS = 10;

  private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> pending =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor lookups;

  /**
   * @param threads the maximum number of concurrent lookups
   */
  public SystemResolver(int threads) {
    lookups =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            SystemResolver::newThread);
    lookups.allowCoreThreadTimeOut(true);
  }

  @Override
  public Uni<List<InetAddress>> resolve(String host) {
    return LITERAL.matcher(host).matches()
        ? Uni.createFrom().item(host).onItem().transform(SystemResolver::addressesOf)
        : Uni.createFrom().completionStage(() -> lookUp(host));
  }

  private CompletableFuture<List<InetAddress>> lookUp(String host) {
    // A copy, since a caller that gives up cancels it, and others may be waiting as well.
    return pending.computeIfAbsent(host, this::start).copy();
  }

  private CompletableFuture<List<InetAddress>> start(String host) {
    return CompletableFuture.supplyAsync(() -> lookUpAndForget(host), lookups);
  }

  private List<InetAddress> lookUpAndForget(String host) {
    try {
      return addressesOf(host);
    } finally {
      pending.remove(host);
    }
  }

  private static List<InetAddress> addressesOf(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new CompletionException(failure(e));
    }
  }

  /** The failure of a lookup, by whether the host is known to have no address. */
  static UnknownHostException failure(UnknownHostException error) {
    String message = String.valueOf(error.getMessage());
    String fault = message.substring(message.lastIndexOf(": ") + 1).strip();
    return NO_ADDRESS.matcher(fault).matches() || fault.equals(message)
        ? error
        : new LookupUnavailableException(fault);
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "rollcall-names");
    thread.setDaemon(true);
    return thread;
  }

  /** Accepts no more lookups. Those in progress are left to end by themselves. */
  @Override
  public void close() {
    lookups.shutdownNow();
  }
}

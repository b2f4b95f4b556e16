package dev.rollcall.check;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the name servers of {@code /etc/resolv.conf}, with its search domains and {@code
 * /etc/hosts}, and is content with the IPv4 addresses as soon as they are known. It knows no other
 * sources of names (mDNS, VPNs, nsswitch.conf), so it only complements the {@link SystemResolver}.
 * One socket serves all lookups; it is opened for the first one. Caches nothing.
 */
public final class DnsResolver implements Resolver, AutoCloseable {

  private static final int QUERY_TIMEOUT_MILLIS = 1_000;

  private final EventLoopGroup loops;
  private final DnsServerAddressStreamProvider servers;
  private @Nullable DnsNameResolver resolver;
  private boolean closed;

  /**
   * @param loops a NIO group, which its owner closes
   */
  public DnsResolver(EventLoopGroup loops) {
    this(loops, DnsServerAddressStreamProviders.platformDefault());
  }

  /** The same with other name servers. */
  DnsResolver(EventLoopGroup loops, DnsServerAddressStreamProvider servers) {
    this.loops = loops;
    this.servers = servers;
  }

  @Override
  public Uni<List<InetAddress>> resolve(String host) {
    return Uni.createFrom().emitter(emitter -> start(host, emitter));
  }

  private void start(String host, UniEmitter<? super List<InetAddress>> emitter) {
    Future<List<InetAddress>> lookup = opened().resolveAll(host);
    emitter.onTermination(() -> lookup.cancel(false));
    lookup.addListener(done -> end(lookup, emitter));
  }

  private static void end(
      Future<List<InetAddress>> lookup, UniEmitter<? super List<InetAddress>> emitter) {
    if (lookup.isSuccess()) {
      emitter.complete(List.copyOf(lookup.getNow()));
    } else if (!lookup.isCancelled()) {
      emitter.fail(lookup.cause());
    }
  }

  private synchronized DnsNameResolver opened() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    DnsNameResolver opened = resolver == null ? open() : resolver;
    resolver = opened;
    return opened;
  }

  private DnsNameResolver open() {
    return new DnsNameResolverBuilder(loops.next())
        .datagramChannelFactory(NioDatagramChannel::new)
        .socketChannelFactory(NioSocketChannel::new)
        .nameServerProvider(servers)
        .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
        .completeOncePreferredResolved(true)
        .queryTimeoutMillis(QUERY_TIMEOUT_MILLIS)
        .resolveCache(NoopDnsCache.INSTANCE)
        .cnameCache(NoopDnsCnameCache.INSTANCE)
        .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
        .build();
  }

  /** Ends the lookups. */
  @Override
  public synchronized void close() {
    closed = true;
    if (resolver != null) {
      resolver.close();
    }
  }
}

package dev.rollcall.check;

import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Asks a second resolver if the first one takes long, and takes the first addresses that are found.
 * The system's lookup waits for the answers about IPv4 and about IPv6, and with a name server that
 * never answers about one of them does so for longer than a check lasts (glibc 2.36: 15 s). A
 * failure of the first resolver is final, as only it knows every name.
 */
public final class HedgedResolver implements Resolver {

  /** Most lookups take a few milliseconds; the second resolver is for those that hang. */
  static final Duration PATIENCE = Duration.ofMillis(500);

  private final Resolver first;
  private final Resolver second;
  private final Clock clock;

  /** The clock's timers begin the second lookup. */
  public HedgedResolver(Resolver first, Resolver second, Clock clock) {
    this.first = first;
    this.second = second;
    this.clock = clock;
  }

  @Override
  public Uni<List<InetAddress>> resolve(String host) {
    return Uni.combine().any().of(first.resolve(host), later(host));
  }

  private Uni<List<InetAddress>> later(String host) {
    return Uni.createFrom()
        .item(host)
        .onItem()
        .delayIt()
        .onExecutor(clock.timers())
        .by(PATIENCE)
        .onItem()
        .transformToUni(second::resolve)
        .onFailure()
        .recoverWithUni(() -> Uni.createFrom().nothing());
  }
}

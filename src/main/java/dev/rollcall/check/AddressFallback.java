package dev.rollcall.check;

import dev.rollcall.peer.Address;
import dev.rollcall.time.Clock;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Resolves the host of one peer and tries its addresses one after another, until one can be
 * connected to. The remaining time is divided evenly among the remaining addresses, so that one
 * that drops packets leaves time for the others.
 *
 * <p>While no lookup can be made, the addresses of the last one are used. If none of them can be
 * connected to then, the peer may have moved: the check is skipped, for a local error.
 */
public final class AddressFallback {

  /** While addresses are known, a lookup leaves half of the time for connecting to them. */
  private static final int LOOKUP_SHARE = 2;

  private final Resolver resolver;
  private final Clock clock;
  private volatile List<InetAddress> lastKnown = List.of();

  /** The clock's timers end a lookup that takes too long. */
  public AddressFallback(Resolver resolver, Clock clock) {
    this.resolver = resolver;
    this.clock = clock;
  }

  /**
   * The outcome at the first address that can be connected to, else why none could. An attempt that
   * fails with an exception ends the sequence with it.
   */
  public Uni<Outcome> firstReachable(
      Address address, Deadline deadline, Function<ConnectTarget, Uni<Outcome>> attempt) {
    List<InetAddress> known = lastKnown;
    Duration limit =
        known.isEmpty() ? deadline.remaining() : deadline.remaining().dividedBy(LOOKUP_SHARE);
    return resolver
        .resolve(address.host())
        .ifNoItem()
        .after(positive(limit))
        .on(clock.timers())
        .failWith(
            () -> new LookupUnavailableException("no answer to the lookup within " + deadline))
        .onItem()
        .transform(this::found)
        .onFailure(UnknownHostException.class)
        .recoverWithUni(error -> notFound(error, known))
        .onItem()
        .transformToUni(lookup -> tryAll(address, deadline, attempt, lookup));
  }

  private Lookup found(List<InetAddress> addresses) {
    lastKnown = addresses;
    return new Lookup(addresses, Optional.empty());
  }

  private Uni<Lookup> notFound(Throwable error, List<InetAddress> known) {
    if (error instanceof LookupUnavailableException unavailable && !known.isEmpty()) {
      return Uni.createFrom().item(new Lookup(known, Optional.of(unavailable.fault())));
    }
    lastKnown = List.of();
    return Uni.createFrom().failure(error);
  }

  private static Uni<Outcome> tryAll(
      Address address,
      Deadline deadline,
      Function<ConnectTarget, Uni<Outcome>> attempt,
      Lookup lookup) {
    return new AddressSequence(address, deadline, attempt, lookup.addresses(), Optional.empty())
        .next()
        .onItem()
        .transform(lookup::evaluate);
  }

  // Mutiny rejects a timeout of zero.
  private static Duration positive(Duration remaining) {
    return remaining.isZero() ? Duration.ofNanos(1) : remaining;
  }

  /**
   * The addresses of the host.
   *
   * @param fault why they are those of the last lookup, and not of one that was made now
   */
  private record Lookup(List<InetAddress> addresses, Optional<String> fault) {

    Outcome evaluate(Outcome outcome) {
      return fault.isPresent() && mayBeBetterElsewhere(outcome)
          ? new Outcome.Skipped("host names cannot be looked up (" + fault.get() + ")")
          : outcome;
    }
  }

  private static boolean mayBeBetterElsewhere(Outcome outcome) {
    return outcome instanceof Outcome.Failure failure
        && switch (failure.reason()) {
          case REFUSED, UNREACHABLE, TIMEOUT -> true;
          default -> false;
        };
  }

  /**
   * @param untried the addresses that have not been tried yet; at least one
   * @param before why those before could not be connected to
   */
  private record AddressSequence(
      Address address,
      Deadline deadline,
      Function<ConnectTarget, Uni<Outcome>> attempt,
      List<InetAddress> untried,
      Optional<Outcome> before) {

    Uni<Outcome> next() {
      Duration share = deadline.remaining().dividedBy(untried.size());
      return attempt
          .apply(ConnectTarget.of(address, untried.get(0), share))
          .onItem()
          .transformToUni(this::orNext);
    }

    private Uni<Outcome> orNext(Outcome outcome) {
      if (!mayBeBetterElsewhere(outcome)) {
        return Uni.createFrom().item(outcome);
      }
      Outcome reported = before.filter(AddressSequence::isConclusive).orElse(outcome);
      if (untried.size() == 1 || deadline.remaining().isZero()) {
        return Uni.createFrom().item(reported);
      }
      List<InetAddress> rest = untried.subList(1, untried.size());
      return new AddressSequence(address, deadline, attempt, rest, Optional.of(reported)).next();
    }

    // A host without IPv6 finds every IPv6 address unreachable, which means nothing.
    private static boolean isConclusive(Outcome outcome) {
      return outcome instanceof Outcome.Failure failure && failure.reason() != Reason.UNREACHABLE;
    }
  }
}

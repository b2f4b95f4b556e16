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
 * Resolves a peer's host and tries its addresses one after another, until one can be connected to.
 * The remaining time is divided evenly among the remaining addresses, so that one that drops
 * packets leaves time for the others.
 */
public final class AddressFallback {

  private final Resolver resolver;
  private final Clock clock;

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
    return resolver
        .resolve(address.host())
        .ifNoItem()
        .after(positive(deadline.remaining()))
        .on(clock.timers())
        .failWith(() -> new UnknownHostException("no answer to the lookup within " + deadline))
        .onItem()
        .transform(
            resolved -> new AddressSequence(address, deadline, attempt, resolved, Optional.empty()))
        .onItem()
        .transformToUni(AddressSequence::next);
  }

  // Mutiny rejects a timeout of zero.
  private static Duration positive(Duration remaining) {
    return remaining.isZero() ? Duration.ofNanos(1) : remaining;
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

    private static boolean mayBeBetterElsewhere(Outcome outcome) {
      return outcome instanceof Outcome.Failure failure
          && switch (failure.reason()) {
            case REFUSED, UNREACHABLE, TIMEOUT -> true;
            default -> false;
          };
    }

    // A host without IPv6 finds every IPv6 address unreachable, which means nothing.
    private static boolean isConclusive(Outcome outcome) {
      return outcome instanceof Outcome.Failure failure && failure.reason() != Reason.UNREACHABLE;
    }
  }
}

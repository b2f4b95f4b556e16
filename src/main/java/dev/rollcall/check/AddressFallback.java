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
 * Looks a peer's host up and tries its addresses one after another, until one can be connected to.
 * What is left of the time is shared out evenly among the addresses that are left, so that one that
 * swallows packets leaves time for the others.
 */
public final class AddressFallback {

  private final Resolver resolver;
  private final Clock time;

  /** The time gives the timer that ends a lookup. */
  public AddressFallback(Resolver resolver, Clock time) {
    this.resolver = resolver;
    this.time = time;
  }

  /**
   * The outcome at the first address that can be connected to, else why none could. A failure of
   * the attempt itself is passed on.
   */
  public Uni<Outcome> at(
      Address asked, Deadline limit, Function<ConnectTarget, Uni<Outcome>> attempt) {
    return resolver
        .resolve(asked.host())
        .ifNoItem()
        .after(atLeastAMoment(limit.left()))
        .on(time.timers())
        .failWith(() -> new UnknownHostException("no answer to the lookup within " + limit))
        .onItem()
        .transform(found -> new Series(asked, limit, attempt, found, Optional.empty()))
        .onItem()
        .transformToUni(Series::next);
  }

  // Mutiny takes no timer of zero.
  private static Duration atLeastAMoment(Duration left) {
    return left.isZero() ? Duration.ofNanos(1) : left;
  }

  /**
   * @param left the addresses that were not tried yet; at least one
   * @param before why the ones before could not be connected to
   */
  private record Series(
      Address asked,
      Deadline limit,
      Function<ConnectTarget, Uni<Outcome>> attempt,
      List<InetAddress> left,
      Optional<Outcome> before) {

    Uni<Outcome> next() {
      Duration share = limit.left().dividedBy(left.size());
      return attempt
          .apply(ConnectTarget.of(asked, left.get(0), share))
          .onItem()
          .transformToUni(this::orTheRest);
    }

    private Uni<Outcome> orTheRest(Outcome outcome) {
      if (!mayBeBetterElsewhere(outcome)) {
        return Uni.createFrom().item(outcome);
      }
      Outcome worst = before.filter(Series::saysMore).orElse(outcome);
      if (left.size() == 1 || limit.left().isZero()) {
        return Uni.createFrom().item(worst);
      }
      List<InetAddress> rest = left.subList(1, left.size());
      return new Series(asked, limit, attempt, rest, Optional.of(worst)).next();
    }

    private static boolean mayBeBetterElsewhere(Outcome outcome) {
      return outcome instanceof Outcome.Failure failure
          && switch (failure.reason()) {
            case REFUSED, UNREACHABLE, TIMEOUT -> true;
            default -> false;
          };
    }

    // A host without IPv6 finds the IPv6 address of any peer unreachable, which tells nothing.
    private static boolean saysMore(Outcome outcome) {
      return outcome instanceof Outcome.Failure failure && failure.reason() != Reason.UNREACHABLE;
    }
  }
}

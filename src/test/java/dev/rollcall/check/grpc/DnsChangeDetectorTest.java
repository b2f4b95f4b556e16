package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.Resolver;
import dev.rollcall.peer.Address;
import dev.rollcall.testing.time.ManualClock;
import io.netty.channel.local.LocalChannel;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lookups in parallel to the checks, each answered when the test decides. */
class DnsChangeDetectorTest {

  private static final Outcome SUCCESS = new Outcome.Success(Duration.ofMillis(1));

  private final ManualClock time = new ManualClock();
  private final CachedConnection cached = new CachedConnection(new Hints());
  private final FakeChannel channel = new FakeChannel();
  private final GrpcConnection connection =
      new GrpcConnection(
          channel,
          new SingleSocket(new LocalChannel()),
          address(1),
          new EndpointLabel("node:1", false),
          Optional.empty(),
          time);
  private final List<UniEmitter<? super List<InetAddress>>> lookups = new ArrayList<>();
  private final List<Boolean> givenUp = new ArrayList<>();

  @Test
  void aNameServerThatDoesNotAnswerGetsOneQuestionAtATime() {
    DnsChangeDetector moves = moves("node:1");
    answered(moves, SUCCESS);
    answered(moves, SUCCESS);
    assertEquals(1, lookups.size());
    lookups.get(0).complete(List.of(address(1)));
    answered(moves, SUCCESS);
    assertEquals(2, lookups.size());
    lookups.get(1).fail(new UnknownHostException("node"));
    assertTrue(cached.live().isPresent());
    answered(moves, SUCCESS);
    lookups.get(2).complete(List.of(address(2), address(3)));
    assertFalse(cached.live().isPresent());
    assertTrue(channel.isShutdown());
  }

  @Test
  void closingCancelsTheLookup() {
    DnsChangeDetector moves = moves("node:1");
    answered(moves, SUCCESS);
    moves.close();
    assertEquals(List.of(true), givenUp);
    answered(moves, SUCCESS);
    assertEquals(1, lookups.size());
  }

  @Test
  void onlyASuccessTriggersALookup() {
    answered(moves("node:1"), new Outcome.Failure(Reason.NOT_SERVING, "scripted"));
    assertEquals(0, lookups.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:1", "[fd00::1]:1"})
  void anIpAddressIsNotResolved(String literal) {
    answered(moves(literal), SUCCESS);
    assertEquals(0, lookups.size());
  }

  @Test
  void aResolverThatThrowsChangesNothing() {
    Resolver broken =
        host -> {
          throw new IllegalStateException("broken resolver for " + host);
        };
    answered(new DnsChangeDetector(Address.parse("node:1"), broken, cached), SUCCESS);
    assertTrue(cached.live().isPresent());
  }

  private void answered(DnsChangeDetector moves, Outcome outcome) {
    cached.cacheOrDrop(connection, new CallResult.Response(outcome));
    moves.answered(connection, outcome);
  }

  private DnsChangeDetector moves(String at) {
    Resolver resolver =
        host ->
            Uni.createFrom()
                .<List<InetAddress>>emitter(lookups::add)
                .onCancellation()
                .invoke(() -> givenUp.add(true));
    return new DnsChangeDetector(Address.parse(at), resolver, cached);
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}

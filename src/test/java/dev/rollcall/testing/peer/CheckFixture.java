package dev.rollcall.testing.peer;

import dev.rollcall.check.HealthCheck;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.Reason;
import dev.rollcall.check.Resolver;
import dev.rollcall.check.tls.TlsContexts;
import dev.rollcall.check.tls.TlsUnavailableException;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Peer;
import dev.rollcall.testing.network.TestEventLoops;
import dev.rollcall.time.SystemClock;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sets up what a check with real sockets needs: loops, a clock, and names resolved locally. */
public final class CheckFixture implements AutoCloseable {

  /** Enough for any answer on the loopback. */
  public static final Duration AMPLE = Duration.ofSeconds(10);

  /** Has no TLS configuration. */
  public static final TlsContexts NO_TLS =
      name -> {
        throw new TlsUnavailableException("no TLS configuration");
      };

  private final TestEventLoops loops = new TestEventLoops();
  private final SystemClock time = new SystemClock("test-timers");
  private final Map<String, List<String>> names = new ConcurrentHashMap<>();

  /** The event loops. */
  public TestEventLoops loops() {
    return loops;
  }

  /** The machine's time. */
  public SystemClock time() {
    return time;
  }

  /** Gives a name its addresses. */
  public void name(String host, String... addresses) {
    names.put(host, List.of(addresses));
  }

  /** Takes a name's addresses away. */
  public void forgetName(String host) {
    names.remove(host);
  }

  /** Knows literals, and the names given here. */
  public Resolver resolver() {
    return host -> Uni.createFrom().item(host).onItem().transformToUni(this::addresses);
  }

  private Uni<List<InetAddress>> addresses(String host) {
    boolean literal = host.matches("[\\d.]+|.*:.*");
    return Optional.ofNullable(names.get(host))
        .or(() -> literal ? Optional.of(List.of(host)) : Optional.empty())
        .map(found -> Uni.createFrom().item(found.stream().map(CheckFixture::literal).toList()))
        .orElseGet(() -> Uni.createFrom().failure(new UnknownHostException(host + ": no such")));
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A peer that is checked like this. */
  public static Peer peer(String address, CheckKind kind, Duration timeout) {
    CheckSettings base = CheckSettings.DEFAULTS;
    return Peer.at(
        "peer",
        address,
        new CheckSettings(
            kind,
            base.interval(),
            timeout,
            base.confirmInterval(),
            base.downInterval(),
            base.fall(),
            base.rise(),
            base.jitter()));
  }

  /** Checks once, and waits for the outcome. */
  public static Outcome outcome(HealthCheck check) {
    return check.check().await().atMost(AMPLE);
  }

  /** Checks once; the outcome must be a success. */
  public static Outcome.Success success(HealthCheck check) {
    Outcome outcome = outcome(check);
    if (outcome instanceof Outcome.Success success) {
      return success;
    }
    throw new AssertionError("expected a success, got " + outcome);
  }

  /** Checks once; the outcome must be a failure of this kind. Gives its detail. */
  public static String failure(HealthCheck check, Reason reason) {
    Outcome outcome = outcome(check);
    if (outcome instanceof Outcome.Failure failure && failure.reason() == reason) {
      return failure.detail();
    }
    throw new AssertionError("expected " + reason + ", got " + outcome);
  }

  @Override
  public void close() {
    time.close();
    loops.close();
  }
}

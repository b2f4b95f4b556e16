package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.peer.Address;
import dev.rollcall.testing.peer.CheckFixture;
import io.smallrye.mutiny.Uni;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressFallbackTest {

  private static final Outcome SUCCESS = new Outcome.Success(Duration.ofMillis(1));
  private static final Address NODE = Address.parse("node:7000");

  private final CheckFixture lab = new CheckFixture();
  private final List<ConnectTarget> tried = new ArrayList<>();
  private final Map<String, Outcome> script = new HashMap<>();

  @AfterEach
  void end() {
    lab.close();
  }

  @Test
  void theFirstThatCanBeConnectedToDecides() {
    lab.name("node", "10.0.0.1", "10.0.0.2", "10.0.0.3");
    script.put("10.0.0.1", failure(Reason.REFUSED));
    script.put("10.0.0.2", SUCCESS);
    assertEquals(SUCCESS, run(lab.resolver(), Duration.ofSeconds(3)));
    assertEquals(
        List.of("node:7000 (10.0.0.1)", "node:7000 (10.0.0.2)"),
        tried.stream().map(ConnectTarget::label).toList());
  }

  @Test
  void anAnswerOfAnyKindDecides() {
    lab.name("node", "10.0.0.1", "10.0.0.2");
    script.put("10.0.0.1", failure(Reason.NOT_SERVING));
    assertEquals(failure(Reason.NOT_SERVING), run(lab.resolver(), Duration.ofSeconds(3)));
    assertEquals(1, tried.size());
  }

  @Test
  void ofSeveralFailuresTheConclusiveOneIsReported() {
    lab.name("node", "10.0.0.1", "fd00::1");
    script.put("10.0.0.1", failure(Reason.REFUSED));
    script.put("fd00:0:0:0:0:0:0:1", failure(Reason.UNREACHABLE));
    assertEquals(failure(Reason.REFUSED), run(lab.resolver(), Duration.ofSeconds(3)));
    lab.name("node", "fd00::1", "10.0.0.1");
    assertEquals(failure(Reason.REFUSED), run(lab.resolver(), Duration.ofSeconds(3)));
    assertEquals(4, tried.size());
  }

  @Test
  void theTimeIsSharedOut() {
    lab.name("node", "10.0.0.1", "10.0.0.2", "10.0.0.3");
    script.put("10.0.0.1", failure(Reason.TIMEOUT));
    script.put("10.0.0.2", failure(Reason.TIMEOUT));
    script.put("10.0.0.3", failure(Reason.TIMEOUT));
    assertEquals(failure(Reason.TIMEOUT), run(lab.resolver(), Duration.ofSeconds(30)));
    List<Integer> seconds =
        tried.stream().map(target -> Math.round(target.connectTimeoutMillis() / 1000f)).toList();
    assertEquals(List.of(10, 15, 30), seconds);
  }

  @Test
  void aLookupThatDoesNotEndTimesOut() {
    Duration timeout = Duration.ofMillis(100);
    Uni<Outcome> attempts = attempts(host -> Uni.createFrom().nothing(), timeout);
    Outcome outcome =
        attempts
            .onFailure(UnknownHostException.class)
            .recoverWithItem(error -> NetworkOutcomes.of(error, NODE.toString()))
            .await()
            .atMost(CheckFixture.AMPLE);
    assertTrue(outcome instanceof Outcome.Failure);
    assertEquals(
        "the host name of node:7000 cannot be resolved (no answer to the lookup within 100ms)",
        ((Outcome.Failure) outcome).detail());
  }

  private Outcome run(Resolver resolver, Duration timeout) {
    return attempts(resolver, timeout).await().atMost(CheckFixture.AMPLE);
  }

  private Uni<Outcome> attempts(Resolver resolver, Duration timeout) {
    Deadline limit = Deadline.startingNow(lab.time(), timeout);
    return new AddressFallback(resolver, lab.time()).firstReachable(NODE, limit, this::attempt);
  }

  private Uni<Outcome> attempt(ConnectTarget target) {
    tried.add(target);
    return Uni.createFrom().item(script.get(target.socket().getAddress().getHostAddress()));
  }

  private static Outcome failure(Reason reason) {
    return new Outcome.Failure(reason, "scripted");
  }
}

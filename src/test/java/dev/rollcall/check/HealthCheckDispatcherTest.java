package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.peer.CheckKind;
import dev.rollcall.peer.Peer;
import dev.rollcall.testing.peer.CheckFixture;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckDispatcherTest {

  private static final HealthCheck CHECK =
      new HealthCheck() {
        @Override
        public Uni<Outcome> check() {
          return Uni.createFrom().nothing();
        }

        @Override
        public void close() {}
      };

  private final HealthCheckDispatcher kinds =
      new HealthCheckDispatcher(Map.of("tcp", peer -> CHECK));

  @Test
  void eachPeerGoesToItsKind() {
    assertSame(CHECK, kinds.open(peer(new CheckKind.Tcp())));
  }

  @Test
  void anUnknownKindIsNamed() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> kinds.open(peer(new CheckKind.Grpc(""))));
    assertEquals(
        "no factory for the check of peer 'peer', which is of the kind 'grpc'; known kinds: [tcp]",
        error.getMessage());
  }

  private static Peer peer(CheckKind kind) {
    return CheckFixture.peer("10.0.0.1:1", kind, Duration.ofSeconds(1));
  }
}

package dev.rollcall.check;

import dev.rollcall.peer.Peer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Delegates each peer to the factory for its kind of check. */
public final class HealthCheckDispatcher implements HealthCheckFactory {

  private final Map<String, HealthCheckFactory> byType;

  /**
   * @param byType the factories, by {@link dev.rollcall.peer.CheckKind#type()}
   */
  public HealthCheckDispatcher(Map<String, HealthCheckFactory> byType) {
    this.byType = new TreeMap<>(byType);
  }

  /**
   * @throws IllegalArgumentException if there is no factory for the peer's kind of check
   */
  @Override
  public HealthCheck open(Peer peer) {
    String type = peer.check().kind().type();
    return Optional.ofNullable(byType.get(type)).orElseThrow(() -> missing(peer, type)).open(peer);
  }

  private IllegalArgumentException missing(Peer peer, String type) {
    return new IllegalArgumentException(
        "no factory for the check of peer '%s', which is of the kind '%s'; known kinds: %s"
            .formatted(peer.id(), type, byType.keySet()));
  }
}

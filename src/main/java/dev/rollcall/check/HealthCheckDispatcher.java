package dev.rollcall.check;

import dev.rollcall.peer.Peer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Hands each peer to those who make checks of its kind. */
public final class HealthCheckDispatcher implements HealthCheckFactory {

  private final Map<String, HealthCheckFactory> byType;

  /**
   * @param byType who makes the checks, by {@link dev.rollcall.peer.CheckKind#type()}
   */
  public HealthCheckDispatcher(Map<String, HealthCheckFactory> byType) {
    this.byType = new TreeMap<>(byType);
  }

  /**
   * @throws IllegalArgumentException if nobody makes checks of the peer's kind
   */
  @Override
  public HealthCheck open(Peer peer) {
    String type = peer.check().kind().type();
    return Optional.ofNullable(byType.get(type)).orElseThrow(() -> missing(peer, type)).open(peer);
  }

  private IllegalArgumentException missing(Peer peer, String type) {
    return new IllegalArgumentException(
        "peer '%s' wants a check of the kind '%s'; there are %s"
            .formatted(peer.id(), type, byType.keySet()));
  }
}

package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.json.StatusNames;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Peer;

/** How a peer is, in words. */
final class HealthFormat {

  private HealthFormat() {}

  /** Such as {@code node3 (10.0.0.3:50051) is unhealthy: nothing listens at ...}. */
  static String describe(Peer peer) {
    Health health = peer.getHealth();
    String why = health.getDetail().isEmpty() ? "" : ": " + health.getDetail();
    return TerminalSafe.escape(
        "%s (%s) is %s%s"
            .formatted(peer.getId(), peer.getAddress(), StatusNames.of(health.getStatus()), why));
  }
}

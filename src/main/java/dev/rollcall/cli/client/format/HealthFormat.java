package dev.rollcall.cli.client.format;

import com.google.protobuf.Duration;
import dev.rollcall.cli.terminal.DurationFormat;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.json.StatusNames;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Peer;
import java.util.Locale;

/** Formats the health of a peer: its round-trip time, reason, and a line about it. */
final class HealthFormat {

  private static final String REASON_PREFIX = "REASON_";

  private HealthFormat() {}

  static String roundTrip(Duration time) {
    return DurationFormat.fine(java.time.Duration.ofSeconds(time.getSeconds(), time.getNanos()));
  }

  /** The reason for the status, and whether the peer is flapping; empty if neither is the case. */
  static String reason(Health health) {
    String reason =
        health.getReasonValue() == 0
            ? ""
            : health.getReason().name().replaceFirst(REASON_PREFIX, "").toLowerCase(Locale.ROOT);
    return health.getFlapping() ? (reason + " flapping").strip() : reason;
  }

  /** Such as {@code node3 (10.0.0.3:50051) is unhealthy: nothing listens at ...}. */
  static String describe(Peer peer) {
    Health health = peer.getHealth();
    return TerminalSafe.escape(
        "%s (%s) is %s%s"
            .formatted(
                peer.getId(),
                peer.getAddress(),
                StatusNames.of(health.getStatus()),
                detailSuffix(health)));
  }

  /** The detail after a colon; empty if there is none. */
  static String detailSuffix(Health health) {
    return health.getDetail().isEmpty() ? "" : ": " + health.getDetail();
  }
}

package dev.rollcall.cli.client.format;

import dev.rollcall.cli.client.format.WatchedPeers.PeerChange;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.json.StatusNames;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Peer;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Formats a change of a peer as one line for people: time, status, id, reason. */
public final class ChangeLine {

  private ChangeLine() {}

  public static String of(PeerChange change, Instant time, TerminalCapabilities screen) {
    String clock =
        LocalTime.ofInstant(time, ZoneId.systemDefault())
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    return "%s  %s".formatted(clock.length() < 8 ? clock + ":00" : clock, describe(change, screen));
  }

  private static String describe(PeerChange change, TerminalCapabilities screen) {
    if (change.after().isEmpty()) {
      return "- %s left".formatted(TerminalSafe.escape(change.id()));
    }
    Peer peer = change.after().get();
    String line =
        "%s %s".formatted(status(peer.getHealth(), screen), TerminalSafe.escape(peer.getId()));
    if (change.before().isEmpty()) {
      line = line + " " + TerminalSafe.escape(peer.getAddress());
    } else if (change.isRelisted()) {
      line = line + " has a new entry, " + TerminalSafe.escape(peer.getAddress());
    }
    return line + TerminalSafe.escape(reason(peer.getHealth()));
  }

  private static String status(Health health, TerminalCapabilities screen) {
    return StatusSymbol.colour(health.getStatus())
        .apply(
            StatusSymbol.symbol(health.getStatus(), screen)
                + " "
                + StatusNames.of(health.getStatus()),
            screen);
  }

  private static String reason(Health health) {
    return (health.getFlapping() ? " (flapping)" : "") + HealthFormat.detailSuffix(health);
  }
}

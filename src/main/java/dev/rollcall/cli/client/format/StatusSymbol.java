package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.Colour;
import dev.rollcall.cli.terminal.Table.Cell;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import dev.rollcall.json.StatusNames;
import dev.rollcall.v1.Health;
import dev.rollcall.v1.Status;

/** Formats a status with a symbol, its name, and a colour. */
final class StatusSymbol {

  private StatusSymbol() {}

  /** The symbol and the name, as a coloured cell. */
  static Cell cell(Health health, TerminalCapabilities screen) {
    Status status = health.getStatus();
    return new Cell(symbol(status, screen) + " " + StatusNames.of(status), colour(status));
  }

  /** The symbol alone. */
  static String symbol(Status status, TerminalCapabilities screen) {
    return screen.hasUnicode() ? unicodeSymbol(status) : asciiSymbol(status);
  }

  /** The name alone. */
  static String name(Status status) {
    return StatusNames.of(status);
  }

  private static String unicodeSymbol(Status status) {
    return switch (status) {
      case STATUS_HEALTHY -> "●";
      case STATUS_SUSPECT -> "◐";
      case STATUS_UNHEALTHY -> "✗";
      case STATUS_MAINTENANCE -> "■";
      default -> "○";
    };
  }

  private static String asciiSymbol(Status status) {
    return switch (status) {
      case STATUS_HEALTHY -> "+";
      case STATUS_SUSPECT -> "~";
      case STATUS_UNHEALTHY -> "x";
      case STATUS_MAINTENANCE -> "#";
      default -> "?";
    };
  }

  /** The colour alone. */
  static Colour colour(Status status) {
    return switch (status) {
      case STATUS_HEALTHY -> Colour.GREEN;
      case STATUS_SUSPECT -> Colour.YELLOW;
      case STATUS_UNHEALTHY -> Colour.RED;
      default -> Colour.GREY;
    };
  }
}

package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.peer.Address;
import dev.rollcall.v1.Peer;

/** Extracts the host from a peer's address. */
final class PeerHost {

  private PeerHost() {}

  /**
   * The host, without the brackets of IPv6.
   *
   * @throws CommandFailedException if the server has sent an invalid address
   */
  static String of(Peer peer) {
    try {
      return Address.parse(peer.getAddress()).host();
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(
          "peer '%s': %s".formatted(TerminalSafe.escape(peer.getId()), e.getMessage()),
          ExitCode.UNAVAILABLE);
    }
  }
}

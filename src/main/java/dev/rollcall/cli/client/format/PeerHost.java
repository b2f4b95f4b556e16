package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.peer.Address;
import dev.rollcall.v1.Peer;

/** The host in a peer's address. */
final class PeerHost {

  private PeerHost() {}

  /**
   * Without brackets.
   *
   * @throws CommandFailedException if the server has sent what is no address
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

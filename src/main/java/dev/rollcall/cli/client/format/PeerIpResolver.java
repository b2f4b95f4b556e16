package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.v1.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;

/** Resolves the host of a peer to an IP address. */
public final class PeerIpResolver implements Function<Peer, String> {

  /**
   * @throws CommandFailedException if the host has no IP address
   */
  @Override
  public String apply(Peer peer) {
    String host = PeerHost.of(peer);
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw new CommandFailedException(
          "peer '%s': host '%s' has no IP address, which the variables need"
              .formatted(TerminalSafe.escape(peer.getId()), host),
          ExitCode.FAILED);
    }
  }
}

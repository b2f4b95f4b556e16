package dev.rollcall.cli.client.format;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.v1.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;

/** The IP of a peer: that of its address, or what its name has. */
public final class PeerIpResolver implements Function<Peer, String> {

  /**
   * @throws CommandFailedException if its name has no address
   */
  @Override
  public String apply(Peer peer) {
    String host = PeerHost.of(peer);
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      throw new CommandFailedException(
          "peer '%s': its host '%s' has no IP address, and the variables hold IPs"
              .formatted(TerminalSafe.escape(peer.getId()), host),
          ExitCode.FAILED);
    }
  }
}

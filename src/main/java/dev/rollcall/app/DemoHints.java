package dev.rollcall.app;

import dev.rollcall.peer.PeerId;

/** Formats what to try next, for somebody who runs the demo. */
final class DemoHints {

  private DemoHints() {}

  static String format(int port, PeerId flapping) {
    return """
    These are demo peers inside this process; %2$s goes away and comes back all the time. Try:

      rollcall watch --server 127.0.0.1:%1$d
      curl -s http://127.0.0.1:%1$d/q/health/group/peers
      grpcurl -plaintext 127.0.0.1:%1$d rollcall.v1.Discovery/ListPeers

    Then write your own peers.yaml here; rollcall init makes one to start from.\
    """
        .formatted(port, flapping);
  }
}

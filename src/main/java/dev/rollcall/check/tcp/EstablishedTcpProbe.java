package dev.rollcall.check.tcp;

import dev.rollcall.check.ConnectionProbe;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.PeerConnection;
import java.util.function.Consumer;

/**
 * Is content with the connection itself, and with TLS once the handshake is done and the peer has
 * accepted our certificate too. The round trip is the TCP handshake, so that peers with and without
 * TLS can be compared.
 */
final class EstablishedTcpProbe implements ConnectionProbe {

  @Override
  public void run(PeerConnection connection, Consumer<Outcome> end) {
    Outcome success = new Outcome.Success(connection.connectTime());
    connection
        .tls()
        .map(tls -> new TlsHandshakeHandler(tls, connection, end, success))
        .ifPresentOrElse(TlsHandshakeHandler::start, () -> end.accept(success));
  }
}

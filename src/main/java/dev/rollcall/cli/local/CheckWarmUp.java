package dev.rollcall.cli.local;

import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.tls.TlsContext;
import dev.rollcall.check.tls.TlsUnavailableException;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.Peer;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Runs a check once before the one that is measured. Loading the classes, half a second on a JVM,
 * would otherwise count as the peer's time, and against its timeout.
 */
final class CheckWarmUp {

  private CheckWarmUp() {}

  /** Checks a port of this machine that nothing listens on, in the same way. */
  static void run(Peer peer, HealthCheckFactory checks, Optional<TlsContext> tls) {
    tls.ifPresent(CheckWarmUp::startHandshake);
    // A port that is bound but not listening refuses connections, and no other program can take it.
    try (SocketChannel bound = SocketChannel.open()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress address = (InetSocketAddress) bound.getLocalAddress();
      Address refusing = new Address(address.getAddress().getHostAddress(), address.getPort());
      Peer warmUp = Peer.at("warm-up", refusing.toString(), peer.check());
      Outcome unused = checks.open(warmUp).check().await().indefinitely();
    } catch (IOException e) {
      // Without the warm-up, the check itself takes longer.
    }
  }

  private static void startHandshake(TlsContext context) {
    SSLEngine engine = context.other().newEngine(ByteBufAllocator.DEFAULT);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    try {
      engine.beginHandshake();
      Object unused = engine.wrap(ByteBuffer.allocate(0), hello);
    } catch (SSLException e) {
      throw new TlsUnavailableException("TLS cannot be set up: " + e.getMessage());
    }
  }
}

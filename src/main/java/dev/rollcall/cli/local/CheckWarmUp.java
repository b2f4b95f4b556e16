package dev.rollcall.cli.local;

import dev.rollcall.check.HealthCheckFactory;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.TlsContext;
import dev.rollcall.check.TlsUnavailableException;
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
 * Goes through a check once before it counts. What a program needs to get under way, half a second
 * on a JVM, would otherwise be taken for the peer's own time, and its timeout.
 */
final class CheckWarmUp {

  private CheckWarmUp() {}

  /** Asks a port of this machine that nobody listens at, in the same way. */
  static void run(Peer peer, HealthCheckFactory checks, Optional<TlsContext> tls) {
    tls.ifPresent(CheckWarmUp::startHandshake);
    // Bound but not listened to, it refuses; and nobody else can take it meanwhile.
    try (SocketChannel holder = SocketChannel.open()) {
      holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress address = (InetSocketAddress) holder.getLocalAddress();
      Address nowhere = new Address(address.getAddress().getHostAddress(), address.getPort());
      Peer nobody = Peer.at("nobody", nowhere.toString(), peer.check());
      Outcome unused = checks.open(nobody).check().await().indefinitely();
    } catch (IOException e) {
      // Then the check itself takes longer.
    }
  }

  private static void startHandshake(TlsContext context) {
    SSLEngine engine = context.other().newEngine(ByteBufAllocator.DEFAULT);
    ByteBuffer greeting = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    try {
      engine.beginHandshake();
      Object unused = engine.wrap(ByteBuffer.allocate(0), greeting);
    } catch (SSLException e) {
      throw new TlsUnavailableException("TLS cannot be spoken: " + e.getMessage());
    }
  }
}

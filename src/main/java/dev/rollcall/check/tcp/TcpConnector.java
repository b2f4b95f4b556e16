package dev.rollcall.check.tcp;

import dev.rollcall.check.CheckSockets;
import dev.rollcall.check.ConnectTarget;
import dev.rollcall.check.Deadline;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.PeerTlsHandshake;
import dev.rollcall.time.Clock;
import dev.rollcall.time.TimePoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.ssl.SslHandler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** One connection to one address. However it ends, cancelling included, the socket is closed. */
final class TcpConnector {

  private final CheckSockets sockets;
  private final Optional<PeerTlsHandshake> tls;
  private final Clock time;

  TcpConnector(CheckSockets sockets, Optional<PeerTlsHandshake> tls, Clock time) {
    this.sockets = sockets;
    this.tls = tls;
    this.time = time;
  }

  /**
   * The round trip is the TCP handshake, so that those with and without TLS can be compared. With
   * TLS the peer must be content with our certificate, too.
   */
  Uni<Outcome> connect(ConnectTarget target, Deadline limit) {
    return Uni.createFrom()
        .emitter(emitter -> new Connection(target, limit, emitter).open(sockets, tls));
  }

  private final class Connection {

    private final ConnectTarget target;
    private final Deadline limit;
    private final UniEmitter<? super Outcome> emitter;
    private final TimePoint start = time.now();

    Connection(ConnectTarget target, Deadline limit, UniEmitter<? super Outcome> emitter) {
      this.target = target;
      this.limit = limit;
      this.emitter = emitter;
    }

    void open(CheckSockets sockets, Optional<PeerTlsHandshake> tls) {
      Optional<SslHandler> handler = tls.map(PeerTlsHandshake::newHandler);
      ChannelFuture connecting = sockets.connect(target);
      emitter.onTermination(() -> hangUp(connecting.channel()));
      connecting.addListener(done -> connected(connecting, handler));
    }

    private void connected(ChannelFuture done, Optional<SslHandler> handler) {
      if (!done.isSuccess()) {
        emitter.complete(CheckSockets.failure(done.cause(), target, limit));
        return;
      }
      Outcome success = new Outcome.Success(start.until(time.now()));
      handler.ifPresentOrElse(
          tls -> shakeHands(done.channel(), tls, success), () -> emitter.complete(success));
    }

    private void shakeHands(Channel channel, SslHandler handler, Outcome success) {
      TlsHandshakeHandler handshake =
          new TlsHandshakeHandler(handler, target, limit, emitter::complete, success);
      channel.pipeline().addLast(handler, handshake);
      channel.config().setAutoRead(true);
    }

    private void hangUp(Channel channel) {
      ChannelFuture unused = channel.close();
    }
  }
}

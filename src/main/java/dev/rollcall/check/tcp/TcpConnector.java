package dev.rollcall.check.tcp;

import dev.rollcall.check.Outcome;
import dev.rollcall.check.PeerTls;
import dev.rollcall.check.Sockets;
import dev.rollcall.check.Target;
import dev.rollcall.check.TimeLimit;
import dev.rollcall.time.Moment;
import dev.rollcall.time.Time;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.ssl.SslHandler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** One connection to one address. However it ends, cancelling included, the socket is closed. */
final class TcpConnector {

  private final Sockets sockets;
  private final Optional<PeerTls> tls;
  private final Time time;

  TcpConnector(Sockets sockets, Optional<PeerTls> tls, Time time) {
    this.sockets = sockets;
    this.tls = tls;
    this.time = time;
  }

  /**
   * The round trip is the TCP handshake, so that those with and without TLS can be compared. With
   * TLS the peer must be content with our certificate, too.
   */
  Uni<Outcome> connect(Target target, TimeLimit limit) {
    return Uni.createFrom()
        .emitter(emitter -> new Connection(target, limit, emitter).open(sockets, tls));
  }

  private final class Connection {

    private final Target target;
    private final TimeLimit limit;
    private final UniEmitter<? super Outcome> emitter;
    private final Moment start = time.now();

    Connection(Target target, TimeLimit limit, UniEmitter<? super Outcome> emitter) {
      this.target = target;
      this.limit = limit;
      this.emitter = emitter;
    }

    void open(Sockets sockets, Optional<PeerTls> tls) {
      Optional<SslHandler> handler = tls.map(PeerTls::newHandler);
      ChannelFuture connecting = sockets.connect(target);
      emitter.onTermination(() -> hangUp(connecting.channel()));
      connecting.addListener(done -> connected(connecting, handler));
    }

    private void connected(ChannelFuture done, Optional<SslHandler> handler) {
      if (!done.isSuccess()) {
        emitter.complete(Sockets.failure(done.cause(), target, limit));
        return;
      }
      Outcome success = new Outcome.Success(start.until(time.now()));
      handler.ifPresentOrElse(
          tls -> shakeHands(done.channel(), tls, success), () -> emitter.complete(success));
    }

    private void shakeHands(Channel channel, SslHandler handler, Outcome success) {
      Handshake handshake = new Handshake(handler, target, limit, emitter::complete, success);
      channel.pipeline().addLast(handler, handshake);
      channel.config().setAutoRead(true);
    }

    private void hangUp(Channel channel) {
      ChannelFuture unused = channel.close();
    }
  }
}

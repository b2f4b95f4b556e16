package dev.rollcall.check.http;

import dev.rollcall.check.CheckSockets;
import dev.rollcall.check.ConnectTarget;
import dev.rollcall.check.Deadline;
import dev.rollcall.check.PeerTlsHandshake;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.time.Clock;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslHandler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Optional;

/** One request to one address. However it ends, cancelling included, the socket is closed. */
final class HttpConnector {

  private final CheckSockets sockets;
  private final CheckKind.Http kind;
  private final Address asked;
  private final Optional<PeerTlsHandshake> tls;
  private final Clock time;

  HttpConnector(
      CheckSockets sockets,
      CheckKind.Http kind,
      Address asked,
      Optional<PeerTlsHandshake> tls,
      Clock time) {
    this.sockets = sockets;
    this.kind = kind;
    this.asked = asked;
    this.tls = tls;
    this.time = time;
  }

  /** Asks once, when subscribed to. */
  Uni<HttpResult> ask(ConnectTarget target, Deadline limit) {
    return Uni.createFrom().emitter(emitter -> ask(target, limit, emitter));
  }

  private void ask(ConnectTarget target, Deadline limit, UniEmitter<? super HttpResult> emitter) {
    FullHttpRequest request = HttpRequestFactory.get(kind, asked);
    Optional<SslHandler> handler = tls.map(PeerTlsHandshake::newHandler);
    ChannelFuture connecting = sockets.connect(target);
    emitter.onTermination(() -> hangUp(connecting.channel()));
    connecting.addListener(done -> connected(connecting, handler, request, target, limit, emitter));
  }

  private void connected(
      ChannelFuture done,
      Optional<SslHandler> handler,
      FullHttpRequest request,
      ConnectTarget target,
      Deadline limit,
      UniEmitter<? super HttpResult> emitter) {
    if (!done.isSuccess()) {
      emitter.complete(new HttpResult.Broken(CheckSockets.failure(done.cause(), target, limit)));
      return;
    }
    Channel channel = done.channel();
    ChannelPipeline pipeline = channel.pipeline();
    handler.ifPresent(pipeline::addLast);
    pipeline.addLast(
        new HttpPrefaceGuard(emitter::complete),
        new HttpClientCodec(),
        new HttpExchangeHandler(
            kind, request, target.shown(), time, limit.left(), emitter::complete));
    channel.config().setAutoRead(true);
  }

  private static void hangUp(Channel channel) {
    ChannelFuture unused = channel.close();
  }
}

package dev.rollcall.check.http;

import dev.rollcall.check.PeerTls;
import dev.rollcall.check.Sockets;
import dev.rollcall.check.Target;
import dev.rollcall.check.TimeLimit;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.time.Time;
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

  private final Sockets sockets;
  private final CheckKind.Http kind;
  private final Address asked;
  private final Optional<PeerTls> tls;
  private final Time time;

  HttpConnector(
      Sockets sockets, CheckKind.Http kind, Address asked, Optional<PeerTls> tls, Time time) {
    this.sockets = sockets;
    this.kind = kind;
    this.asked = asked;
    this.tls = tls;
    this.time = time;
  }

  /** Asks once, when subscribed to. */
  Uni<Reply> ask(Target target, TimeLimit limit) {
    return Uni.createFrom().emitter(emitter -> ask(target, limit, emitter));
  }

  private void ask(Target target, TimeLimit limit, UniEmitter<? super Reply> emitter) {
    FullHttpRequest request = Requests.get(kind, asked);
    Optional<SslHandler> handler = tls.map(PeerTls::newHandler);
    ChannelFuture connecting = sockets.connect(target);
    emitter.onTermination(() -> hangUp(connecting.channel()));
    connecting.addListener(done -> connected(connecting, handler, request, target, limit, emitter));
  }

  private void connected(
      ChannelFuture done,
      Optional<SslHandler> handler,
      FullHttpRequest request,
      Target target,
      TimeLimit limit,
      UniEmitter<? super Reply> emitter) {
    if (!done.isSuccess()) {
      emitter.complete(new Reply.Broken(Sockets.failure(done.cause(), target, limit)));
      return;
    }
    Channel channel = done.channel();
    ChannelPipeline pipeline = channel.pipeline();
    handler.ifPresent(pipeline::addLast);
    pipeline.addLast(
        new HttpOnly(emitter::complete),
        new HttpClientCodec(),
        new Exchange(kind, request, target.shown(), time, limit.left(), emitter::complete));
    channel.config().setAutoRead(true);
  }

  private static void hangUp(Channel channel) {
    ChannelFuture unused = channel.close();
  }
}

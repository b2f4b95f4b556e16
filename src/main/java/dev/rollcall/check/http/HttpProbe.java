package dev.rollcall.check.http;

import dev.rollcall.check.ConnectionProbe;
import dev.rollcall.check.Outcome;
import dev.rollcall.check.PeerConnection;
import dev.rollcall.peer.Address;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.time.Clock;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestEncoder;
import java.util.function.Consumer;

/**
 * Sends one HTTP request and evaluates its response.
 *
 * @param kind what is requested and expected
 * @param address where the peer listens, as its entry has it
 * @param clock measures the round trip
 */
record HttpProbe(CheckKind.Http kind, Address address, Clock clock) implements ConnectionProbe {

  @Override
  public void run(PeerConnection connection, Consumer<Outcome> end) {
    Consumer<HttpResult> evaluate = result -> end.accept(outcome(result, connection));
    ChannelPipeline pipeline = connection.channel().pipeline();
    connection.tls().ifPresent(pipeline::addLast);
    pipeline.addLast(
        new HttpRequestEncoder(),
        new HttpExchangeHandler(
            kind,
            HttpRequestFactory.get(kind, address),
            connection.target().label(),
            clock,
            connection.deadline().remaining(),
            evaluate));
    connection.channel().config().setAutoRead(true);
  }

  private Outcome outcome(HttpResult result, PeerConnection connection) {
    return HttpOutcomes.of(result, kind, connection.target().label(), connection.deadline());
  }
}

package dev.rollcall.check;

import static dev.rollcall.testing.peer.CheckFixture.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.check.tcp.TcpHealthCheckFactory;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.FakeNameServer;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.peer.CheckFixture;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name server that answers about one family of addresses at once, and never about the other. */
class HedgedResolverTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** As the system's lookup is, which waits for both answers. */
  private static final Resolver HANGING = host -> Uni.createFrom().nothing();

  private final CheckFixture fixture = new CheckFixture();
  private final FakeNameServer server = new FakeNameServer();
  private final DnsResolver direct =
      new DnsResolver(
          fixture.loops().group(), new SingletonDnsServerAddressStreamProvider(server.address()));

  @AfterEach
  void end() {
    direct.close();
    server.close();
    fixture.close();
  }

  @Test
  void anIpv4AddressIsUsedThoughNothingIsKnownOfIpv6() throws UnknownHostException {
    server.answer(FakeNameServer.A, LOOPBACK);
    assertEquals(
        List.of(LOOPBACK), hedged(HANGING).resolve("node.test").await().atMost(CheckFixture.AMPLE));
    try (MisbehavingServer peer = MisbehavingServer.silent()) {
      String port = peer.address().substring(peer.address().indexOf(':'));
      CheckNetwork network =
          CheckNetwork.on(
              fixture.loops().group(), hedged(HANGING), fixture.time(), CheckFixture.NO_TLS);
      success(
          new TcpHealthCheckFactory(network)
              .open(
                  CheckFixture.peer("node.test" + port, new CheckKind.Tcp(), CheckFixture.AMPLE)));
    }
  }

  @Test
  void anIpv6AddressIsUsedThoughNothingIsKnownOfIpv4() throws UnknownHostException {
    server.answer(FakeNameServer.AAAA, InetAddress.getByName("fd00::1"));
    assertEquals(
        List.of(InetAddress.getByName("fd00::1")),
        hedged(HANGING).resolve("node.test").await().atMost(CheckFixture.AMPLE.multipliedBy(3)));
  }

  @Test
  void theSystemIsNotSecondGuessedIfItAnswers() throws UnknownHostException {
    List<InetAddress> found = List.of(InetAddress.getByName("10.0.0.1"));
    assertEquals(
        found, hedged(host -> Uni.createFrom().item(found)).resolve("a").await().indefinitely());
    assertThrows(
        CompletionException.class,
        () ->
            hedged(host -> Uni.createFrom().failure(new UnknownHostException("a: none")))
                .resolve("a")
                .await()
                .indefinitely());
    assertEquals(0, server.queries());
  }

  @Test
  void afterItsEndALookupFails() {
    direct.close();
    assertThrows(IllegalStateException.class, () -> direct.resolve("a").await().indefinitely());
  }

  private Resolver hedged(Resolver first) {
    return new HedgedResolver(first, direct, fixture.time());
  }
}

package dev.rollcall.check.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.check.CheckNetwork;
import dev.rollcall.check.HealthCheck;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.CheckFixture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class KeepAliveTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void theSocketOfAKeptConnectionIsProbed() {
    try (CheckFixture lab = new CheckFixture();
        HealthServer server = HealthServer.start()) {
      HealthCheck check =
          new GrpcHealthCheckFactory(
                  CheckNetwork.on(
                      lab.loops().group(), lab.resolver(), lab.time(), CheckFixture.NO_TLS),
                  0)
              .open(
                  CheckFixture.peer(server.address(), new CheckKind.Grpc(""), CheckFixture.AMPLE));
      CheckFixture.success(check);
      assertEquals(List.of(true), lab.loops().options(ChannelOption.SO_KEEPALIVE));
      assertEquals(
          List.of(4), lab.loops().options(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE)));
      assertEquals(
          List.of(1),
          lab.loops().options(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL)));
      assertEquals(
          List.of(4),
          lab.loops().options(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT)));
      check.close();
    }
  }

  @Test
  void aPlatformWithoutTheTimingHasTheProbesAlone() {
    assertEquals(Map.of(), KeepAlive.of(Set.of()).timing());
    assertEquals(1, KeepAlive.of(Set.of(ExtendedSocketOptions.TCP_KEEPIDLE)).timing().size());
  }
}

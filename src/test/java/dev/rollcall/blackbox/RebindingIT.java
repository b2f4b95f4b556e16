package dev.rollcall.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.RawHttp;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.ListPeersRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On loopback without a token, only requests for loopback and for allowed hosts are answered. */
@TestInstance(Lifecycle.PER_CLASS)
class RebindingIT {

  private static final String PEERS = "/api/v1/peers";
  private static final String SETTING = "rollcall.listen.allowed-hosts";

  private final PackagedRollcall rollcall;

  RebindingIT(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    Map<String, String> environment =
        Map.of("ROLLCALL_LISTEN_ALLOWED_HOSTS", "node1.example,rollcall.test");
    rollcall = PackagedRollcall.start(directory, Map.of(), environment).listening();
  }

  @AfterAll
  void close() {
    rollcall.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "127.0.0.1:7655", "[::1]:80", "node1.example", "Rollcall.test:443"})
  void anAllowedHostIsAnswered(String host) throws IOException, InterruptedException {
    String answer = RawHttp.answer(rollcall.port().orElseThrow(), PEERS, "Host: " + host);
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertEquals(1, call(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "10.0.0.1:7655", "example"})
  void anotherHostIsNot(String host) throws IOException {
    int port = rollcall.port().orElseThrow();
    for (String path : new String[] {PEERS, "/", "/q/health", "/q/metrics", "/nothing"}) {
      String answer = RawHttp.answer(port, path, "Host: " + host);
      assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
      assertTrue(answer.contains(SETTING), answer);
    }
    StatusRuntimeException e = assertThrows(StatusRuntimeException.class, () -> call(host));
    assertEquals(Code.PERMISSION_DENIED, e.getStatus().getCode(), e.toString());
    assertTrue(e.toString().contains(SETTING), e.toString());
  }

  private int call(String host) throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", rollcall.port().orElseThrow())
            .usePlaintext()
            .overrideAuthority(host)
            .build();
    try {
      return DiscoveryGrpc.newBlockingStub(channel)
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .listPeers(ListPeersRequest.getDefaultInstance())
          .getTotalSize();
    } finally {
      channel.shutdownNow().awaitTermination(20, TimeUnit.SECONDS);
    }
  }
}

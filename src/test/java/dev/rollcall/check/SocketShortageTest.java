package dev.rollcall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rollcall.check.exo.ExoHealthCheckFactory;
import dev.rollcall.check.grpc.GrpcHealthCheckFactory;
import dev.rollcall.check.http.HttpHealthCheckFactory;
import dev.rollcall.check.tcp.TcpHealthCheckFactory;
import dev.rollcall.peer.CheckKind;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.peer.CheckFixture;
import dev.rollcall.testing.time.Eventually;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This node has no file descriptors left, which Netty must not be the one to find out. */
class SocketShortageTest {

  private static final Outcome SHORTAGE = new Outcome.Skipped("Too many open files");

  private final CheckFixture lab = new CheckFixture();
  private final HealthServer server = HealthServer.start();
  private final Queue<String> seenByNetty = new ConcurrentLinkedQueue<>();
  private volatile boolean exhausted;

  @AfterEach
  void end() {
    server.close();
    lab.close();
  }

  static Stream<CheckKind> kinds() {
    return Stream.of(
        new CheckKind.Grpc(""),
        new CheckKind.Exo(Optional.empty()),
        new CheckKind.Http("/", OptionalInt.empty(), Optional.empty(), Optional.empty()),
        new CheckKind.Tcp());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itIsALocalErrorWithEveryKindOfCheck(CheckKind kind) {
    exhausted = true;
    HealthCheck check = open(kind);
    for (int i = 0; i < 10; i++) {
      assertEquals(SHORTAGE, CheckFixture.outcome(check));
    }
    exhausted = false;
    assertFalse(CheckFixture.outcome(check) instanceof Outcome.Skipped);
    check.close();
    assertEquals(List.of(), List.copyOf(seenByNetty));
    Eventually.holds("no socket is left", () -> lab.loops().sockets() == 0);
  }

  private SocketChannel newSocket() {
    if (!exhausted) {
      return new NioSocketChannel();
    }
    ChannelException shortage =
        new ChannelException(
            "Failed to open a socket.", new SocketException("Too many open files"));
    Stream.of(shortage.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> name.endsWith("Bootstrap"))
        .forEach(seenByNetty::add);
    throw shortage;
  }

  private HealthCheck open(CheckKind kind) {
    CheckNetwork network =
        new CheckNetwork(
            new CheckSockets(lab.loops().group(), this::newSocket),
            lab.resolver(),
            lab.time(),
            CheckFixture.NO_TLS);
    HealthCheckFactory checks =
        switch (kind.type()) {
          case CheckKind.Grpc.TYPE -> new GrpcHealthCheckFactory(network, 1);
          case CheckKind.Exo.TYPE -> new ExoHealthCheckFactory(network);
          case CheckKind.Http.TYPE -> new HttpHealthCheckFactory(network);
          default -> new TcpHealthCheckFactory(network);
        };
    return checks.open(CheckFixture.peer(server.address(), kind, CheckFixture.AMPLE));
  }
}

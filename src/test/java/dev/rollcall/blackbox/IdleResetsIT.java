package dev.rollcall.blackbox;

import static dev.rollcall.testing.network.RawHttp2.BEGINNING;
import static dev.rollcall.testing.network.RawHttp2.headers;
import static dev.rollcall.testing.network.RawHttp2.joined;
import static dev.rollcall.testing.network.RawHttp2.reset;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.RawHttp2;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.testing.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What old gRPC clients send for a call that is cancelled early (grpc issues 19655 and 38758). */
class IdleResetsIT {

  private static final String UPGRADE =
      """
      GET / HTTP/1.1
      Host: localhost
      Connection: Upgrade, HTTP2-Settings
      Upgrade: h2c
      HTTP2-Settings: AAMAAABk

      """
          .replace("\n", "\r\n");

  private final Path directory;

  IdleResetsIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Files.writeString(directory.resolve("peers.yaml"), "peers: [{address: \"127.0.0.1:1\"}]");
    TestCertificates.authority("factory").server("127.0.0.1").write(directory, "server");
  }

  @ParameterizedTest(name = "TLS {0}")
  @ValueSource(booleans = {false, true})
  void theyEndNoConnection(boolean hasTls) throws IOException {
    Map<String, String> settings = new HashMap<>();
    if (hasTls) {
      settings.put("rollcall.listen.tls", "factory");
      settings.put("quarkus.tls.factory.key-store.pem.0.cert", "server.crt");
      settings.put("quarkus.tls.factory.key-store.pem.0.key", "server.key");
    }
    try (PackagedRollcall rollcall =
        PackagedRollcall.start(directory, settings, Map.of()).listening()) {
      byte[] frames = joined(BEGINNING, reset(1), headers(1), reset(3), headers(5), reset(7));
      try (RawHttp2 client = connect(rollcall, hasTls)) {
        client.send(frames);
        answers(client, 1, 5);
        client.send(reset(9), headers(11));
        answers(client, 11);
      }
      try (RawHttp2 client = connect(rollcall, hasTls)) {
        client.sendByteByByte(frames);
        answers(client, 1, 5);
      }
      if (!hasTls) {
        upgraded(rollcall);
      }
      assertEquals(0, rollcall.lines("closed the HTTP/2 connection").size());

      try (RawHttp2 client = connect(rollcall, hasTls)) {
        client.send(BEGINNING, reset(2));
        assertEquals("GOAWAY 1", client.state());
      }
      Eventually.holds(
          "it is logged",
          () ->
              rollcall.lines("closed the HTTP/2 connection of 127.0.0.1:").stream()
                  .anyMatch(line -> line.contains("for PROTOCOL_ERROR")));
    }
  }

  private static void upgraded(PackagedRollcall rollcall) throws IOException {
    try (RawHttp2 client = connect(rollcall, false)) {
      client.send(UPGRADE.getBytes(US_ASCII));
      assertTrue(client.readHead().startsWith("HTTP/1.1 101 "));
      client.send(BEGINNING, reset(3), headers(5), reset(7));
      answers(client, 5);
    }
  }

  /** All of these, whenever they come. */
  private static void answers(RawHttp2 client, int... streams) throws IOException {
    StringBuilder states = new StringBuilder();
    for (int stream : streams) {
      while (!states.toString().matches(".*[\\[ ]%d[,\\]].*".formatted(stream))) {
        String state = client.state();
        assertTrue(state.startsWith("open"), state);
        states.append(state);
      }
    }
  }

  private static RawHttp2 connect(PackagedRollcall rollcall, boolean hasTls) throws IOException {
    int port = rollcall.port().orElseThrow();
    return hasTls ? RawHttp2.connectTls(port) : RawHttp2.connect(port);
  }
}

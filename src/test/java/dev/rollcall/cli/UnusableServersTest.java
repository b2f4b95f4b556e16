package dev.rollcall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.FakeDiscoveryServer;
import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.network.UnavailableGateway;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.peer.TestPeers;
import dev.rollcall.testing.program.InProcessCommand;
import dev.rollcall.testing.program.InProcessCommand.Result;
import dev.rollcall.testing.tls.TestCertificate;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that are not there, are not a Rollcall, or reject the call: a message, and exit code 3.
 */
class UnusableServersTest {

  private static final String ADVICE =
      "; is Rollcall running there? --server (or ROLLCALL_SERVER) names another address";

  private static String message(String command, String address, String... options) {
    String[] line = (command + " --server " + address + " " + String.join(" ", options)).split(" ");
    Result result = InProcessCommand.run(line);
    assertEquals(3, result.code(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().endsWith("\n"), result.err());
    return result.err().substring(0, result.err().length() - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "watch", "topology"})
  void nothingListens(String command) {
    try (RefusingPort port = RefusingPort.take()) {
      assertEquals(
          "rollcall: nothing listens at %s (connection refused)%s"
              .formatted(port.address(), ADVICE),
          message(command, port.address()));
    }
  }

  @Test
  void theHostHasNoAddress() {
    String message = message("list", "no-such-host.invalid");
    assertTrue(
        message.startsWith(
            "rollcall: the host name of no-such-host.invalid:7655 cannot be resolved"),
        message);
    assertTrue(message.endsWith(ADVICE), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "watch", "topology", "wait --timeout 20s"})
  void aWebServer(String command) {
    try (WebServer web = WebServer.start()) {
      assertEquals(
          "rollcall: %s answers, but is not a Rollcall (it speaks HTTP/1); if it requires TLS, use --tls"
              .formatted(web.address()),
          message(command, web.address()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "watch", "topology"})
  void aProxyWhoseUpstreamIsDown(String command) {
    try (UnavailableGateway gateway = UnavailableGateway.start(0, 502)) {
      assertEquals(
          "rollcall: %s: HTTP 502 from something in between".formatted(gateway.address()),
          message(command, gateway.address()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "watch", "topology", "wait --timeout 20s"})
  void aProxyThatSpeaksHttp2Only(String command) {
    try (UnavailableGateway gateway = UnavailableGateway.start(0, 404)) {
      assertEquals(
          "rollcall: %s answers, but is not a Rollcall (HTTP status code 404); if it requires TLS, use --tls"
              .formatted(gateway.address()),
          message(command, gateway.address()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "watch", "topology", "wait --timeout 20s"})
  void anotherGrpcServer(String command) {
    try (HealthServer other = HealthServer.start()) {
      String message = message(command, other.address());
      assertTrue(
          message.startsWith(
              "rollcall: %s answers, but is not a Rollcall (Method not found"
                  .formatted(other.address())),
          message);
    }
  }

  @Test
  void somethingElse() {
    try (MisbehavingServer garbage = MisbehavingServer.garbage();
        MisbehavingServer closing = MisbehavingServer.closing();
        MisbehavingServer resetting = MisbehavingServer.resetting();
        MisbehavingServer tls = MisbehavingServer.tls()) {
      String printed = message("list", garbage.address());
      assertTrue(printed.contains("is not a Rollcall (it speaks an unknown protocol)"), printed);
      printed = message("list", tls.address());
      assertTrue(printed.contains("is not a Rollcall (it speaks what looks like TLS)"), printed);
      assertTrue(printed.endsWith("; if it requires TLS, use --tls"), printed);
      printed = message("list", closing.address());
      assertTrue(printed.contains(closing.address()) && printed.contains("(--tls)"), printed);
      printed = message("list", resetting.address());
      assertTrue(printed.contains(resetting.address()) && printed.contains("(--tls)"), printed);
    }
  }

  @Test
  void aTokenIsRequired(@TempDir Path directory) throws IOException {
    Path right = Files.writeString(directory.resolve("right"), " s3cret\n");
    Path wrong = Files.writeString(directory.resolve("wrong"), "other\n");
    try (FakeDiscoveryServer server = FakeDiscoveryServer.start()) {
      server.put(TestPeers.healthy("node1"));
      server.requireToken("s3cret");
      for (String command : new String[] {"list", "watch", "topology", "wait"}) {
        assertEquals(
            "rollcall: %s requires a token; --token-file FILE (or ROLLCALL_TOKEN_FILE) names the file"
                    .formatted(server.address())
                + " that contains it",
            message(command, server.address()));
        assertEquals(
            "rollcall: %s rejects the token".formatted(server.address()),
            message(command, server.address(), "--token-file", wrong.toString()));
      }
      Map<String, String> variables =
          Map.of("ROLLCALL_SERVER", server.address(), "ROLLCALL_TOKEN_FILE", right.toString());
      assertEquals("node1\n", InProcessCommand.run(variables, "list", "-o", "ids").out());
      assertEquals(0, InProcessCommand.run(variables, "wait").code());
      assertEquals(
          "Bearer s3cret", server.authorizations().get(server.authorizations().size() - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "two\nlines", "\u00fcber", "a b"})
  void aFileWithoutAToken(String text, @TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), text);
    Result result = InProcessCommand.run("list", "--token-file", file.toString());
    assertEquals(2, result.code());
    assertEquals(
        "rollcall: --token-file: %s contains no valid token; expected one line of printable ASCII\n"
            .formatted(file),
        result.err());
  }

  @Test
  void filesThatAreNone(@TempDir Path directory) throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no certificate");
    Result token = InProcessCommand.run("list", "--token-file", directory.toString());
    assertEquals(2, token.code());
    assertTrue(token.err().contains(directory + " cannot be read"), token.err());
    Result ca = InProcessCommand.run("list", "--ca", text.toString());
    assertEquals(2, ca.code());
    assertEquals(
        "rollcall: --ca: %s has no certificates; expected PEM\n".formatted(text), ca.err());
    Result key = InProcessCommand.run("list", "--cert", text.toString(), "--key", text.toString());
    assertEquals(2, key.code());
    assertTrue(key.err().contains("has no certificates; expected PEM"), key.err());
  }

  @Test
  void anErrorStatusIsReportedAsItIs() {
    try (FakeDiscoveryServer server = FakeDiscoveryServer.start()) {
      server.reject(Status.RESOURCE_EXHAUSTED.withDescription("too many \u001b[2J"));
      assertEquals(
          "rollcall: %s answers RESOURCE_EXHAUSTED (too many \\u001b[2J)"
              .formatted(server.address()),
          message("list", server.address()));
    }
  }

  @Test
  void tls(@TempDir Path directory) throws IOException {
    TestCertificates authority = TestCertificates.authority("ours");
    Path ca = Files.writeString(directory.resolve("ca.pem"), authority.pem());
    Path other =
        Files.writeString(
            directory.resolve("other.pem"), TestCertificates.authority("theirs").pem());
    TestCertificate certificate = authority.server("rollcall.test");
    try (FakeDiscoveryServer server =
        FakeDiscoveryServer.startWith(TestTls.grpcServer(certificate))) {
      server.put(TestPeers.healthy("node1"));
      String address = server.address();
      Result named =
          InProcessCommand.run(
              "list",
              "-o",
              "ids",
              "--server",
              "https://" + address,
              "--ca",
              ca.toString(),
              "--server-name",
              "rollcall.test");
      assertEquals("node1\n", named.out(), named.err());

      String advice = advice();
      String message = message("list", address, "--ca", ca.toString());
      assertTrue(message.contains(address) && message.endsWith(advice), message);
      message = message("list", address, "--tls", "--server-name", "rollcall.test");
      assertTrue(message.endsWith(advice), message);
      message =
          message("list", address, "--ca", other.toString(), "--server-name", "rollcall.test");
      assertTrue(message.endsWith(advice), message);

      message = message("list", address);
      assertTrue(message.contains("TLS"), message);
    }
    try (FakeDiscoveryServer plain = FakeDiscoveryServer.start()) {
      String message = message("list", plain.address(), "--tls");
      assertTrue(message.contains(plain.address()) && message.endsWith(advice()), message);
    }
  }

  private static String advice() {
    return "; --ca FILE names the certificates to trust, --server-name the name in the server's"
        + " certificate";
  }
}

package dev.rollcall.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.network.MisbehavingServer;
import dev.rollcall.testing.network.RefusingPort;
import dev.rollcall.testing.network.WebServer;
import dev.rollcall.testing.tls.TestCertificates;
import dev.rollcall.testing.tls.TestTls;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rollcall check} with real servers: its output and exit codes. */
class CheckCommandTest {

  private static final String TAKES = "\\s+[\\d.]+(us|ms|s)";

  /** Enough for any answer on the loopback; given after everything else. */
  private static final String AMPLE = "--timeout=10s";

  private static CommandResult check(String... arguments) {
    List<String> all = new ArrayList<>(List.of("check"));
    all.addAll(List.of(arguments));
    return CommandResult.run(all.toArray(String[]::new));
  }

  private static void assertPrints(int exitCode, List<String> patterns, CommandResult ran) {
    assertEquals("", ran.err());
    List<String> lines = ran.lines();
    assertEquals(patterns.size(), lines.size(), ran::out);
    for (int i = 0; i < lines.size(); i++) {
      assertTrue(lines.get(i).matches(patterns.get(i)), ran.out() + "\n" + patterns.get(i));
    }
    assertEquals(exitCode, ran.exitCode(), ran::out);
  }

  @Test
  void aPeerThatServes() {
    try (HealthServer server = HealthServer.start()) {
      assertPrints(
          0,
          List.of(
              server.address() + " answers SERVING",
              "  connect " + TAKES + "  127\\.0\\.0\\.1",
              "  answer  " + TAKES,
              "  total   " + TAKES),
          check(server.address(), AMPLE));
      assertEquals(1, server.checks());
      assertEquals(0, server.watches());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void theLookupOfANameIsAPhaseOfItsOwn() {
    try (HealthServer server = HealthServer.start()) {
      CommandResult ran = check("localhost:" + server.port(), AMPLE);
      assertEquals(0, ran.exitCode(), ran::out);
      assertTrue(
          ran.lines().get(1).matches("  lookup  " + TAKES + "  .*127\\.0\\.0\\.1.*"), ran::out);
    }
  }

  @Test
  void theAnswerOfTheServerDecides() {
    try (HealthServer server = HealthServer.start()) {
      server.set("ready", ServingStatus.SERVING);
      server.set("broken", ServingStatus.NOT_SERVING);
      assertEquals(0, check(server.address(), "--service", "ready", AMPLE).exitCode());
      CommandResult broken = check(server.address(), "--service", "broken", AMPLE);
      assertEquals(
          server.address()
              + " not serving: answered NOT_SERVING for the service 'broken'; expected SERVING",
          broken.lines().get(0));
      assertEquals(4, broken.exitCode());
      assertEquals(4, check(server.address(), "--service", "unknown", AMPLE).exitCode());
      server.failWith(Status.UNIMPLEMENTED);
      assertEquals(3, check(server.address(), AMPLE).exitCode());
      server.failWith(Status.INTERNAL);
      assertEquals(3, check(server.address(), AMPLE).exitCode());
    }
  }

  @Test
  void aSilentPeerTakesTheTimeoutAndNoMore() {
    try (HealthServer server = HealthServer.start()) {
      server.stayQuiet();
      assertPrints(
          3,
          List.of(
              server.address() + " timeout: no answer within 2s \\(connected\\)",
              "  connect " + TAKES + "  127\\.0\\.0\\.1",
              "  answer  " + TAKES,
              "  total   \\s+(2|3)\\.\\ds"),
          check(server.address(), "--timeout", "2s"));
    }
  }

  @Test
  void metadataGoesWithTheQuestion() {
    try (HealthServer server = HealthServer.start()) {
      CommandResult ran =
          check(
              server.address(), "-H", "authorization=Bearer a=b", "--metadata=x-site: west", AMPLE);
      assertEquals(0, ran.exitCode(), ran::out);
      assertEquals(List.of("Bearer a=b"), server.metadata("authorization"));
      assertEquals(List.of("west"), server.metadata("x-site"));
    }
  }

  static Stream<Arguments> liars() {
    return Stream.of(
        Arguments.of(MisbehavingServer.silent(), 2),
        Arguments.of(MisbehavingServer.closing(), 2),
        Arguments.of(MisbehavingServer.http1(), 3),
        Arguments.of(MisbehavingServer.garbage(), 3),
        Arguments.of(MisbehavingServer.tls(), 3));
  }

  @ParameterizedTest
  @MethodSource("liars")
  void serversThatAreNotHealthServices(MisbehavingServer server, int exitCode) {
    try (server) {
      CommandResult ran = check(server.address(), "--timeout", "500ms");
      assertEquals(exitCode, ran.exitCode(), ran::out);
    }
  }

  @Test
  void noConnection() {
    try (RefusingPort port = RefusingPort.take()) {
      assertPrints(
          2,
          List.of(
              ".* refused: nothing listens at " + port.address() + " \\(connection refused\\)",
              "  connect " + TAKES + "  127\\.0\\.0\\.1: no connection",
              "  total   " + TAKES),
          check(port.address()));
      assertEquals(2, check(port.address(), "--kind", "tcp").exitCode());
    }
    CommandResult unresolved = check("nosuch.invalid:1", "--kind=tcp", AMPLE);
    assertEquals(2, unresolved.exitCode(), unresolved::out);
    assertTrue(unresolved.lines().get(1).endsWith("  no address"), unresolved::out);
  }

  @Test
  void overHttp() {
    try (WebServer server = WebServer.start()) {
      server.answer(new WebServer.Page(204, ""));
      CommandResult ran = check(server.address(), "--kind", "http", "--path", "/healthz", AMPLE);
      assertEquals(server.address() + " answers GET /healthz as expected", ran.lines().get(0));
      assertEquals(0, ran.exitCode());
      assertEquals("GET /healthz HTTP/1.1", server.requests().get(0).line());
      assertEquals(
          3, check(server.address(), "--kind=http", "--http-status=200", AMPLE).exitCode());
      CommandResult keyed =
          check(server.address(), "--kind=http", "--header", "X-Key=s3cret", AMPLE);
      assertEquals("s3cret", server.headers().get(2).get("x-key"));
      assertFalse((keyed.out() + keyed.err()).contains("s3cret"), keyed::out);
      server.answer(new WebServer.Page(503, ""));
      assertEquals(4, check(server.address(), "--kind=http", AMPLE).exitCode());
      server.answer(new WebServer.Page(200, "\"node7\""));
      assertEquals(0, check(server.address(), "--kind=http", "--body=\"node7\"", AMPLE).exitCode());
      assertEquals(3, check(server.address(), "--kind=http", "--body=node8", AMPLE).exitCode());
    }
    try (MisbehavingServer silent = MisbehavingServer.silent()) {
      assertEquals(3, check(silent.address(), "--kind=http", "--timeout=300ms").exitCode());
    }
  }

  @Test
  void overTcp() {
    try (MisbehavingServer server = MisbehavingServer.silent()) {
      assertPrints(
          0,
          List.of(
              server.address() + " accepts connections",
              "  connect " + TAKES + "  127\\.0\\.0\\.1",
              "  total   " + TAKES),
          check(server.address(), "--kind", "tcp", AMPLE));
    }
  }

  @Test
  void overTls(@TempDir Path directory) throws IOException {
    TestCertificates authority = TestCertificates.authority("authority");
    Path ca = Files.writeString(directory.resolve("ca.pem"), authority.pem());
    try (HealthServer server =
        HealthServer.startWith(TestTls.grpcServer(authority.server("127.0.0.1", "node.test")))) {
      assertPrints(
          0,
          List.of(
              server.address() + " answers SERVING",
              "  connect " + TAKES + "  127\\.0\\.0\\.1",
              "  TLS     " + TAKES + "  TLSv1\\.3, CN=127\\.0\\.0\\.1 until \\d{4}-\\d\\d-\\d\\d",
              "  answer  " + TAKES,
              "  total   " + TAKES),
          check(server.address(), "--ca", ca.toString(), AMPLE));
      assertEquals(
          0, check(server.address(), "--ca=" + ca, "--server-name=node.test", AMPLE).exitCode());
      assertEquals(List.of("node.test"), server.serverNames());
      assertEquals(
          2, check(server.address(), "--ca=" + ca, "--server-name=other.test", AMPLE).exitCode());
      assertEquals(0, check(server.address(), "--insecure", AMPLE).exitCode());
      CommandResult stranger = check(server.address(), "--tls", AMPLE);
      assertEquals(2, stranger.exitCode(), stranger::out);
      assertTrue(stranger.lines().get(0).contains(" is not trusted"), stranger::out);
      assertTrue(stranger.lines().get(2).endsWith("  no handshake"), stranger::out);
    }
  }

  @Test
  void withACertificateOfOurOwn(@TempDir Path directory) throws IOException {
    TestCertificates authority = TestCertificates.authority("authority");
    Files.writeString(directory.resolve("ca.pem"), authority.pem());
    authority.client("us").write(directory, "us");
    authority.client("them").write(directory, "them");
    String ca = "--ca=" + directory.resolve("ca.pem");
    String ours = "--cert=" + directory.resolve("us.crt");
    try (WebServer server =
        WebServer.start(TestTls.server(authority.server("127.0.0.1"), authority))) {
      String address = server.address();
      String key = "--key=" + directory.resolve("us.key");
      assertEquals(0, check(address, "--kind=http", ca, ours, key, AMPLE).exitCode());
      assertEquals(0, check(address, "--kind=tcp", ca, ours, key, AMPLE).exitCode());
      assertEquals(2, check(address, "--kind=tcp", ca, AMPLE).exitCode());
      CommandResult others = check(address, ca, ours, "--key=" + directory.resolve("them.key"));
      assertEquals(1, others.exitCode());
      assertTrue(others.err().contains("them.key is not the key of"), others::err);
      CommandResult alone = check(address, ca, ours);
      assertEquals("rollcall: --cert and --key go together\n", alone.err());
      assertEquals(1, alone.exitCode());
    }
  }

  @Test
  void theOptionsOfGrpcHealthProbe(@TempDir Path directory) throws IOException {
    try (HealthServer server = HealthServer.start()) {
      server.set("ready", ServingStatus.SERVING);
      CommandResult ran =
          check(
              "-addr=" + server.address(),
              "-service=ready",
              "-connect-timeout=10s",
              "-rpc-timeout",
              "10s",
              "-rpc-header=x-site: west");
      assertEquals(0, ran.exitCode(), ran.out() + ran.err());
      assertEquals(List.of("west"), server.metadata("x-site"));
      server.stayQuiet();
      CommandResult late =
          check("-addr", server.address(), "-connect-timeout=100ms", "-rpc-timeout=100ms");
      assertTrue(late.lines().get(0).contains("within 200ms"), late::out);
    }
    TestCertificates authority = TestCertificates.authority("authority");
    Path ca = Files.writeString(directory.resolve("ca.pem"), authority.pem());
    try (HealthServer server =
        HealthServer.startWith(TestTls.grpcServer(authority.server("node.test")))) {
      String timeout = "-connect-timeout=10s";
      String address = "-addr=" + server.address();
      CommandResult trusted =
          check(address, "-tls", "-tls-ca-cert=" + ca, "-tls-server-name=node.test", timeout);
      assertEquals(0, trusted.exitCode(), trusted::out);
      assertEquals(0, check(address, "-tls", "-tls-no-verify", timeout).exitCode());
      assertEquals(2, check(address, "-tls", timeout).exitCode());
    }
  }

  /** PORT stands for the port, and HOST for the address. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-addr=:PORT",
        "-addr :PORT",
        "--addr=:PORT",
        "--addr HOST",
        "-addr=dns:///HOST",
        "-addr=dns:HOST",
        "-addr=passthrough:///HOST",
        "-addr=passthrough:localhost:PORT",
        "-v -addr=HOST",
        "-addr=HOST -v=true -gzip -user-agent kube-probe/1.30",
        "-addr=HOST -user-agent -v -gzip=0",
        "-addr=1.2.3.4:1 -addr=HOST",
        "-addr=HOST -tls -tls=false -tls-no-verify=F --tls=0 -spiffe=false -alts=False",
        "--addr=HOST --connect-timeout=20s --rpc-timeout 20s",
        "-addr=HOST -connect-timeout=20s -service= -rpc-header x-site:west",
      })
  void asGoReadsThem(String line) {
    try (HealthServer server = HealthServer.start()) {
      String[] arguments =
          line.replace("PORT", String.valueOf(server.port()))
              .replace("HOST", server.address())
              .split(" ");
      List<String> all = new ArrayList<>(List.of(arguments));
      if (!line.contains("timeout")) {
        all.add("-connect-timeout=20s");
      }
      CommandResult ran = check(all.toArray(String[]::new));
      assertEquals(0, ran.exitCode(), ran.out() + ran.err());
      assertEquals("", ran.err());
    }
  }

  @Test
  void theVersionAsGoAsksForIt() {
    for (String flag : List.of("-version", "--version", "-version=true")) {
      CommandResult ran = check(flag);
      assertEquals(0, ran.exitCode(), ran.out() + ran.err());
      assertTrue(ran.lines().get(0).startsWith("rollcall "), ran::out);
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(
            List.of(), "ADDRESS is missing; expected host:port, such as 192.168.1.10:50051"),
        Arguments.of(
            List.of("a:1", "-addr=a:1"), "ADDRESS and -addr are the same; expected one of them"),
        Arguments.of(
            List.of("-addr=unix:///run/app.sock"),
            "-addr: 'unix:///run/app.sock' is a Unix domain socket; expected a host and a port"),
        Arguments.of(
            List.of("-addr", "unix:app.sock"),
            "-addr: 'unix:app.sock' is a Unix domain socket; expected a host and a port"),
        Arguments.of(
            List.of("-addr=dns://8.8.8.8/a:1"),
            "-addr: 'dns://8.8.8.8/a:1' names a DNS server; expected dns:///HOST:PORT"),
        Arguments.of(
            List.of("-addr=a:1", "-spiffe"),
            "-spiffe is not supported; expected -tls, or none of them"),
        Arguments.of(
            List.of("-addr=a:1", "-alts=true", "-tls"),
            "-alts is not supported; expected -tls, or none of them"),
        Arguments.of(
            List.of("-addr=a:1", "-tls=maybe"), "-tls: expected true or false, found 'maybe'"),
        Arguments.of(
            List.of("127.0.0.1"),
            "ADDRESS: '127.0.0.1' has no port; expected host:port, such as 192.168.1.10:50051"),
        Arguments.of(
            List.of("a:1", "--kind", "htp"),
            "--kind: expected one of grpc, exo, http, tcp, found 'htp'; did you mean 'http'?"),
        Arguments.of(
            List.of("a:1", "--timeout=soon"),
            "--timeout: expected a duration such as 500ms, 30s, 5m, 1h or PT30S, found 'soon'"),
        Arguments.of(
            List.of("a:1", "-rpc-timeout=soon"),
            "--timeout: expected a duration such as 500ms, 30s, 5m, 1h or PT30S, found 'soon'"),
        Arguments.of(
            List.of("a:1", "--http-status=200"),
            "--http-status: status '200' is for type http only, and the type here is grpc"),
        Arguments.of(
            List.of("a:1", "-H", "secret"), "--metadata: expected KEY=VALUE, found no '='"),
        Arguments.of(List.of("a:1", "--ca", "missing.pem"), "--ca: there is no file missing.pem"),
        Arguments.of(
            List.of("a:1", "--ca", "README.md"),
            "--ca: README.md has no certificates; expected PEM"),
        Arguments.of(
            List.of("a:1", "--ca", "README.md", "--insecure"),
            "--insecure trusts any certificate, and --ca only some; expected one of them"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void anInvalidCommandLine(List<String> arguments, String message) {
    CommandResult ran = check(arguments.toArray(String[]::new));
    assertEquals(Optional.of("rollcall: " + message), ran.err().lines().findFirst());
    assertEquals("", ran.out());
    assertEquals(1, ran.exitCode());
  }

  @Test
  void anUnknownOption() {
    CommandResult ran = check("a:1", "--servce=x");
    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("see 'rollcall check --help'"), ran::err);
  }

  @Test
  void severalMistakesAreReportedAtOnce() {
    CommandResult ran = check("a:0", "--kind=tcp", "--path=x", "--timeout=0s");
    assertEquals(3, ran.errorLines().size(), ran::err);
    assertEquals(1, ran.exitCode());
  }
}

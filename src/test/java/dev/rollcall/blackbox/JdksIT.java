package dev.rollcall.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rollcall.testing.network.HealthServer;
import dev.rollcall.testing.program.InstalledJdks;
import dev.rollcall.testing.program.InstalledJdks.Jdk;
import dev.rollcall.testing.program.PackagedRollcall;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar on every JDK of this machine that can run it, with its classes written down and not. */
class JdksIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CACHES_SINCE = 25;

  /** What the program prints at its start and end: its own lines, of which none is a warning. */
  private static final Pattern EXPECTED = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ INFO  \\[.*");

  private final Path directory;

  JdksIT(@TempDir Path directory) {
    this.directory = directory;
  }

  static Stream<Jdk> jdks() throws IOException {
    return InstalledJdks.all().stream();
  }

  @BeforeAll
  static void onlyForTheJar() throws IOException {
    assumeFalse(PackagedRollcall.isNative(), "the binary needs no JDK");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void startsServesAndEndsWithoutAWarning(Jdk jdk) throws Exception {
    answersQuietly(List.of(jdk.java().toString()), PackagedRollcall.program());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void itsClassesAreWrittenDownByOneCommandAndUsed(Jdk jdk) throws Exception {
    Path jar = directory.resolve("rollcall.jar");
    // As it is, with its time: that is what the JVM knows it by.
    Files.copy(PackagedRollcall.program(), jar, StandardCopyOption.COPY_ATTRIBUTES);
    boolean caches = jdk.version() >= CACHES_SINCE;
    Path file = directory.resolve(caches ? "rollcall.aot" : "rollcall.jsa");

    String printed = shareClasses(jdk, jar);

    List<String> options =
        caches ? List.of("-XX:AOTCache=" + file) : List.of("-XX:SharedArchiveFile=" + file);
    assertEquals(
        "wrote %s; start with: java %s -jar %s".formatted(file, String.join(" ", options), jar),
        printed.strip());
    assertTrue(Files.size(file) > 10_000_000, () -> "too small: " + file);
    // With this the JVM does not start where it cannot use the file.
    String insist = caches ? "-XX:AOTMode=on" : "-Xshare:on";
    List<String> java = new ArrayList<>(List.of(jdk.java().toString(), insist));
    java.addAll(options);
    answersQuietly(java, jar);
  }

  private static String shareClasses(Jdk jdk, Path jar) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "src/build/share-classes.sh", jar.toString())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", jdk.home().toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), printed);
    assertEquals(0, process.exitValue(), printed);
    return printed;
  }

  private void answersQuietly(List<String> java, Path jar) throws Exception {
    try (HealthServer peer = HealthServer.start()) {
      Files.writeString(
          directory.resolve("peers.yaml"),
          "peers:\n  - {id: a, address: \"127.0.0.1:%d\"}\n".formatted(peer.port()));
      try (PackagedRollcall rollcall =
          PackagedRollcall.startJar(java, jar, directory, Map.of()).listening()) {
        Eventually.holds(
            "the peer is healthy",
            PATIENCE,
            () -> rollcall.list().getPeers(0).getHealth().getStatus() == Status.STATUS_HEALTHY);
        for (String path : List.of("/", "/api/v1/peers", "/q/metrics", "/q/health/ready")) {
          assertEquals(200, rollcall.get(path).statusCode(), path);
        }
        rollcall.terminate();
        assertEquals(143, rollcall.exitCode());
        List<String> unexpected = new ArrayList<>(rollcall.output());
        unexpected.removeIf(line -> EXPECTED.matcher(line).matches());
        assertEquals(List.of(), unexpected);
      }
    }
  }
}

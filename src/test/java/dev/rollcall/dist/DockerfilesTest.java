package dev.rollcall.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles, as far as they can be checked without building images. */
class DockerfilesTest {

  private static final Path FOLDER = Path.of("docker");
  private static final String PORT = Settings.value("rollcall.listen.port", Map.of());

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.native", "Dockerfile.native-static", "Dockerfile.jvm"})
  void whatIsCopiedIsThereAndNotIgnored(String name) throws IOException {
    List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
    for (String source : read(name).sources()) {
      assertTrue(Files.exists(Path.of(source)), source + " is not there");
      assertTrue(isKept(source, ignored), source + " is ignored");
      assertTrue(!ignored.contains(source), source + " is ignored");
    }
  }

  /** Everything is ignored except names with a {@code !} before them. */
  private static boolean isKept(String source, List<String> ignored) {
    return ignored.contains("*")
        && ignored.stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .anyMatch(kept -> source.equals(kept) || source.startsWith(kept + "/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.native", "Dockerfile.native-static", "Dockerfile.jvm"})
  void itRunsAsNobodyInParticularAndIsReachedAtTheOnePort(String name) throws IOException {
    Dockerfile file = read(name);
    Matcher user = Pattern.compile("(\\d+):(\\d+)").matcher(file.last("USER"));
    assertTrue(user.matches(), "Kubernetes' runAsNonRoot wants a number");
    assertTrue(Integer.parseInt(user.group(1)) > 0 && Integer.parseInt(user.group(2)) > 0);
    assertEquals(PORT, file.last("EXPOSE"));
    assertEquals("SIGTERM", file.last("STOPSIGNAL"));
    assertEquals("[\"rollcall\"]", file.last("ENTRYPOINT"));
    assertEquals("[\"serve\"]", file.last("CMD"));
    assertTrue(
        file.last("HEALTHCHECK")
            .endsWith(
                "CMD [\"rollcall\", \"check\", \"127.0.0.1:" + PORT + "\", \"--kind\", \"grpc\"]"),
        file.last("HEALTHCHECK"));
    Map<String, String> variables = file.pairs("ENV");
    assertEquals("0.0.0.0", Settings.value("rollcall.listen.host", variables));
    assertEquals(Set.of(), Settings.unknown(variables));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.native", "Dockerfile.native-static", "Dockerfile.jvm"})
  void itSaysWhatItIs(String name) throws IOException {
    Map<String, String> labels = read(name).pairs("LABEL");
    assertEquals(version(), labels.get("org.opencontainers.image.version"));
    assertEquals(
        Set.of(
            "org.opencontainers.image.title",
            "org.opencontainers.image.description",
            "org.opencontainers.image.licenses",
            "org.opencontainers.image.version",
            "org.opencontainers.image.revision"),
        labels.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile.native", "Dockerfile.native-static", "Dockerfile.jvm"})
  void imagesHaveTheirFullNameAndAVersion(String name) throws IOException {
    for (Dockerfile.Instruction from : read(name).all("FROM")) {
      String image = from.words().get(0);
      assertTrue(
          image.equals("scratch") || image.matches("[a-z.]+\\.[a-z]+/[a-z0-9/-]+:[a-z0-9.-]+"),
          image);
      assertTrue(!image.endsWith(":latest"), image);
    }
  }

  /** The version in pom.xml. */
  static String version() throws IOException {
    Matcher matcher =
        Pattern.compile("<artifactId>rollcall</artifactId>\\s*<version>([^<]+)</version>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertTrue(matcher.find(), "pom.xml has no version");
    return matcher.group(1);
  }

  private static Dockerfile read(String name) throws IOException {
    return Dockerfile.read(FOLDER.resolve(name));
  }
}

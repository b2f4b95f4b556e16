package dev.rollcall.testing.program;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The JDKs of this machine: the one that runs this, and those in the same folder. */
public final class InstalledJdks {

  private static final int OLDEST = 17;

  private InstalledJdks() {}

  /** One of them. */
  public record Jdk(int version, Path home) {

    /** The program that starts it. */
    public Path java() {
      return home.resolve("bin").resolve("java");
    }

    @Override
    public String toString() {
      return "JDK " + version;
    }
  }

  /** Those that can run the program, oldest first; at least the one that runs. */
  public static List<Jdk> all() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    Set<Path> homes = new TreeSet<>(Set.of(own));
    try (Stream<Path> siblings = Files.list(own.resolveSibling(""))) {
      for (Path home : siblings.filter(InstalledJdks::isJdk).toList()) {
        homes.add(home.toRealPath());
      }
    }
    return homes.stream()
        .map(InstalledJdks::jdk)
        .filter(jdk -> jdk.version() >= OLDEST)
        .sorted(Comparator.comparing(Jdk::version).thenComparing(Jdk::home))
        .toList();
  }

  private static boolean isJdk(Path home) {
    return Files.isExecutable(home.resolve("bin").resolve("java"))
        && Files.isRegularFile(home.resolve("release"));
  }

  private static Jdk jdk(Path home) {
    Properties release = new Properties();
    try (Reader lines = Files.newBufferedReader(home.resolve("release"))) {
      release.load(lines);
    } catch (IOException e) {
      throw new IllegalStateException("no release of " + home, e);
    }
    String version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
    return new Jdk(Runtime.Version.parse(version).feature(), home);
  }
}

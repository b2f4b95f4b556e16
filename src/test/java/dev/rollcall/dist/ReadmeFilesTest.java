package dev.rollcall.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of units, images and manifests is about files that are there. */
class ReadmeFilesTest {

  private static final Pattern FILE = Pattern.compile("(?<![\\w/.])(?:docker|src/dist)/[\\w./-]+");

  @Test
  void whatItNamesIsThere() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher matcher = FILE.matcher(readme());
    while (matcher.find()) {
      named.add(matcher.group());
    }
    assertTrue(named.size() > 5, named.toString());
    for (String file : named) {
      assertTrue(Files.exists(Path.of(file)), file + " is not there");
    }
  }

  @Test
  void itNamesEveryDropIn() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src", "dist", "systemd", "drop-ins"))) {
      Set<String> missing =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      String readme = readme();
      missing.removeIf(name -> readme.contains("| `" + name + "` |"));
      assertEquals(Set.of(), missing);
    }
  }

  @Test
  void itTagsImagesWithTheVersion() throws IOException {
    Matcher matcher = Pattern.compile("rollcall:(\\d+\\.[\\w.]+)").matcher(readme());
    assertTrue(matcher.find());
    matcher.reset();
    while (matcher.find()) {
      assertEquals(DockerfilesTest.version(), matcher.group(1));
    }
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}

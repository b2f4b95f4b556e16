package dev.rollcall.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.examples.Documents;
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

/** The files that the README and the pages name exist. */
class DocumentedFilesTest {

  private static final Pattern FILE = Pattern.compile("(?<![\\w/.])(?:docker|src)/[\\w./-]*[\\w-]");

  @Test
  void everyFileIsThere() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher matcher = FILE.matcher(Documents.text());
    while (matcher.find()) {
      named.add(matcher.group());
    }
    assertTrue(named.size() > 20, named.toString());
    for (String file : named) {
      assertTrue(Files.exists(Path.of(file)), file + " is not there");
    }
  }

  @Test
  void everyDropInIsNamed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src", "dist", "systemd", "drop-ins"))) {
      Set<String> missing =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      String documents = Documents.text();
      missing.removeIf(name -> documents.contains("| `" + name + "` |"));
      assertEquals(Set.of(), missing);
    }
  }

  @Test
  void imagesAreTaggedWithTheVersion() throws IOException {
    Matcher matcher = Pattern.compile("rollcall:(\\d+\\.[\\w.]+)").matcher(Documents.text());
    assertTrue(matcher.find());
    matcher.reset();
    while (matcher.find()) {
      assertEquals(DockerfilesTest.version(), matcher.group(1));
    }
  }
}

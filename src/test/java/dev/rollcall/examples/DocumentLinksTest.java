package dev.rollcall.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Follows every link of the README and the pages that leads to a file of the repository. */
class DocumentLinksTest {

  private static final int MAX_README_LINES = 200;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern EXTERNAL = Pattern.compile("[a-z]+:.*");

  @Test
  void everyRelativeLinkLeadsToAFileAndAHeading() throws IOException {
    Set<String> broken = new TreeSet<>();
    int links = 0;
    for (Map.Entry<Path, String> document : Documents.all().entrySet()) {
      for (String target : targets(document.getValue())) {
        links++;
        if (!resolves(document.getKey(), target)) {
          broken.add(document.getKey() + " -> " + target);
        }
      }
    }
    assertEquals(Set.of(), broken);
    assertTrue(links > 50, "only " + links + " links");
  }

  @Test
  void theReadmeIsShortAndLeadsToEveryPage() throws IOException {
    String readme = Files.readString(Documents.README);

    assertTrue(readme.lines().count() <= MAX_README_LINES, "the README is too long");
    Set<String> missing = new TreeSet<>(Documents.pages());
    missing.removeIf(page -> targets(readme).contains("src/docs/" + page));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyPageLeadsBackToTheReadme() throws IOException {
    Set<Path> without = new TreeSet<>();
    Documents.all()
        .forEach(
            (document, text) -> {
              if (!text.contains("](../../README.md)")) {
                without.add(document);
              }
            });
    without.remove(Documents.README);
    assertEquals(Set.of(), without);
  }

  @Test
  void headingsAreAnchoredAsTheSiteDoes() {
    assertEquals("a-job-launchers-environment", anchor("A job launcher's environment"));
    assertEquals("how-fast-and-how-reliable", anchor("How fast, and how reliable"));
    assertEquals("tls-and-mtls", anchor("TLS and `mTLS`"));
  }

  private static List<String> targets(String text) {
    return Documents.prose(text).stream()
        .flatMap(line -> LINK.matcher(line).results())
        .map(match -> match.group(1))
        .filter(target -> !EXTERNAL.matcher(target).matches())
        .toList();
  }

  private static boolean resolves(Path from, String target) throws IOException {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return hash < 0 || anchors(file).contains(target.substring(hash + 1));
  }

  /** The anchors of a page; of headings that are equal, the later ones are numbered. */
  private static Set<String> anchors(Path file) throws IOException {
    Set<String> anchors = new HashSet<>();
    Matcher heading = Pattern.compile("#{1,6} +(.+)").matcher("");
    for (String line : Documents.prose(Files.readString(file))) {
      if (heading.reset(line).matches()) {
        String anchor = anchor(heading.group(1));
        int copies = 0;
        while (!anchors.add(copies == 0 ? anchor : anchor + "-" + copies)) {
          copies++;
        }
      }
    }
    return anchors;
  }

  /** As GitHub makes them: lower case, without punctuation, a hyphen for each space. */
  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}

package dev.rollcall.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the README and the pages of {@code src/docs}. */
public final class Documents {

  /** Where a newcomer begins. */
  public static final Path README = Path.of("README.md");

  private static final Path FOLDER = Path.of("src", "docs");

  private Documents() {}

  /** A page of {@code src/docs}, by its name such as {@code api.md}. */
  public static Path page(String name) {
    return FOLDER.resolve(name);
  }

  /** The names of the pages, without the README. */
  public static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** The text of the README and of each page, by its path. */
  public static Map<Path, String> all() throws IOException {
    Map<Path, String> all = new TreeMap<>();
    all.put(README, Files.readString(README));
    for (String name : pages()) {
      all.put(page(name), Files.readString(page(name)));
    }
    return all;
  }

  /** All of them as one text. */
  public static String text() throws IOException {
    return String.join("\n", all().values());
  }

  /** The lines outside of code blocks. */
  static List<String> prose(String text) {
    List<String> prose = new ArrayList<>();
    boolean isCode = false;
    for (String line : text.lines().toList()) {
      if (line.strip().startsWith("```")) {
        isCode = !isCode;
      } else if (!isCode) {
        prose.add(line);
      }
    }
    return prose;
  }

  /** The part of a page below this heading, up to the next one of the same level or above. */
  static String section(String page, String heading) throws IOException {
    String text = Files.readString(page(page));
    int start = text.indexOf(heading + "\n");
    if (start < 0) {
      throw new AssertionError("%s has no heading '%s'".formatted(page, heading));
    }
    int level = heading.indexOf(' ');
    return text.substring(start + heading.length())
        .lines()
        .takeWhile(line -> !line.matches("#{1," + level + "} .*"))
        .collect(Collectors.joining("\n"));
  }
}

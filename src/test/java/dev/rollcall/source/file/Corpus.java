package dev.rollcall.source.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The peers files that are kept to try readers and schema with. */
final class Corpus {

  private static final Path ROOT = Path.of("src/test/resources/corpus");

  private Corpus() {}

  /** The files of a folder, in the order of their names. */
  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> all() {
    return Stream.of("good", "bad", "bad-beyond-schema", "unreadable", "exo")
        .flatMap(folder -> files(folder).stream());
  }

  static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The expected problems of a bad file: one per line, in the .txt file next to it. */
  static List<String> expected(Path file) {
    try {
      return Files.readAllLines(file.resolveSibling(file.getFileName() + ".txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

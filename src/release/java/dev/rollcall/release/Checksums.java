package dev.rollcall.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Writes the checksums of all files of a folder, in the format of {@code sha256sum --check}. */
final class Checksums {

  private static final String CHECKSUMS_SUFFIX = "SUMS";

  private Checksums() {}

  /** Writes the checksums into the folder; files of checksums are not included. */
  static void write(Path folder, String algorithm, String name) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : files(folder)) {
      lines
          .append(HexFormat.of().formatHex(digest(file, algorithm)))
          .append("  ")
          .append(file.getFileName())
          .append('\n');
    }
    Files.writeString(folder.resolve(name), lines);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(CHECKSUMS_SUFFIX)).sorted().toList();
    }
  }

  private static byte[] digest(Path file, String algorithm) throws IOException {
    try {
      return MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}

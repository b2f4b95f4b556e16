package dev.rollcall.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads this process's limit of file descriptors, and gives clients their share of it. */
final class FileDescriptorLimit {

  /** More connections than this take a setting. */
  private static final int MOST_FOR_CLIENTS = 16_384;

  private static final int FEWEST_FOR_CLIENTS = 16;

  /** Clients get one descriptor in so many; the others are for checks and files. */
  private static final int SHARE = 2;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern SOFT = Pattern.compile("Max open files +(\\d+) .*");

  private FileDescriptorLimit() {}

  /** The number of client connections that leaves the checks enough. Reads a file in /proc. */
  static int forClients() {
    try {
      return forClients(limit(Files.readAllLines(LIMITS)));
    } catch (IOException e) {
      return forClients(OptionalLong.empty());
    }
  }

  /**
   * @param limit of the process; empty: it is not known, or there is none
   */
  static int forClients(OptionalLong limit) {
    long share = limit.orElse(Long.MAX_VALUE) / SHARE;
    return (int) Math.max(FEWEST_FOR_CLIENTS, Math.min(MOST_FOR_CLIENTS, share));
  }

  /** Parses Linux' {@code /proc/PID/limits}. */
  static OptionalLong limit(List<String> lines) {
    for (String line : lines) {
      Matcher matcher = SOFT.matcher(line);
      if (matcher.matches()) {
        return OptionalLong.of(Long.parseLong(matcher.group(1)));
      }
    }
    return OptionalLong.empty();
  }
}

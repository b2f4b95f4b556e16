package dev.rollcall.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many file descriptors the system gives this process, and how they are shared out. */
final class FileDescriptorLimit {

  /** More connections than this are asked for by a setting. */
  private static final int MOST_FOR_CLIENTS = 16_384;

  private static final int FEWEST_FOR_CLIENTS = 16;

  /** Clients get one in so many; the others are for checks and files. */
  private static final int SHARE = 2;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern SOFT = Pattern.compile("Max open files +(\\d+) .*");

  private FileDescriptorLimit() {}

  /** So many connections of clients leave the checks enough. Reads a file of the system. */
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

  /** What Linux tells of a process. */
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

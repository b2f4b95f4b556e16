package dev.rollcall.testing.network;

import dev.rollcall.testing.program.SystemCommand;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network namespace with a name unique to this process. Needs root. */
final class NetworkNamespace {

  private static final Pattern OURS = Pattern.compile("rollcall-(\\d+)-\\S+");
  private static final Path FILES = Path.of("/etc/netns");

  private final String name;

  private NetworkNamespace(String name) {
    this.name = name;
  }

  /** Makes one, with a loopback that is up. */
  static NetworkNamespace make(String name) throws IOException {
    NetworkNamespace made =
        new NetworkNamespace("rollcall-%d-%s".formatted(ProcessHandle.current().pid(), name));
    SystemCommand.run("ip", "netns", "add", made.name);
    made.ip("link", "set", "lo", "up");
    return made;
  }

  /** Removes those of processes that were ended before they could. */
  static void removeStale() throws IOException {
    for (String line : SystemCommand.run("ip", "netns", "list").split("\n", -1)) {
      Matcher ours = OURS.matcher(line.split(" ", 2)[0]);
      if (ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) {
        new NetworkNamespace(ours.group()).remove();
      }
    }
  }

  String name() {
    return name;
  }

  /** What a command is begun with, to run in it. */
  List<String> prefix() {
    return List.of("ip", "netns", "exec", name);
  }

  /** Runs {@code ip} in it. */
  void ip(String... words) throws IOException {
    SystemCommand.run(SystemCommand.joined(List.of("ip", "-n", name), List.of(words)));
  }

  /**
   * Sets what processes that are started in it find at {@code /etc/FILE}. Those that run find it
   * too if it was there when they started. It is written over in one piece, so that a reader finds
   * either the text before or this one; so it has a size that is fixed.
   */
  void file(String file, String text) throws IOException {
    Path path = FILES.resolve(name).resolve(file);
    Files.createDirectories(path.getParent());
    StringBuilder whole = new StringBuilder(text);
    whole.append("\n".repeat(1_024 - text.length()));
    if (Files.notExists(path)) {
      Files.createFile(path);
    }
    Files.writeString(path, whole, StandardOpenOption.WRITE);
  }

  /** Kills what runs in it, and takes it away. */
  void remove() {
    try {
      for (String pid : SystemCommand.run("ip", "netns", "pids", name).split("\n", -1)) {
        Optional.of(pid.strip())
            .filter(digits -> !digits.isEmpty())
            .flatMap(digits -> ProcessHandle.of(Long.parseLong(digits)))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
      SystemCommand.run("ip", "netns", "del", name);
      deleteFiles();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteFiles() throws IOException {
    File[] files = FILES.resolve(name).toFile().listFiles();
    if (files != null) {
      for (File file : files) {
        Files.delete(file.toPath());
      }
      Files.delete(FILES.resolve(name));
    }
  }
}

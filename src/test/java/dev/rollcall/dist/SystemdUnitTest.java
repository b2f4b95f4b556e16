package dev.rollcall.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.program.Prerequisites;
import dev.rollcall.testing.program.SystemCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unit and its drop-ins, verified by systemd's own tool. */
class SystemdUnitTest {

  private static final Path FOLDER = Path.of("src", "dist", "systemd");
  private static final String UNIT = "rollcall.service";

  /** The first version with {@code Type=notify-reload}. */
  private static final int NOTIFY_RELOAD_SINCE = 253;

  private final Path directory;

  SystemdUnitTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void isInstalled() {
    boolean isInstalled =
        Stream.of(System.getenv("PATH").split(":", -1))
            .map(Path::of)
            .anyMatch(path -> path.resolve("systemd-analyze").toFile().canExecute());
    Prerequisites.require(isInstalled, "needs systemd-analyze (Debian: systemd)");
  }

  @Test
  void theUnitIsValid() throws IOException {
    assertEquals("", verified(unit()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"before-253", "static", "token", "jvm"})
  void theDropInsAreValid(String name) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(UNIT + ".d"));
    String text = Files.readString(FOLDER.resolve("drop-ins").resolve(name + ".conf"));
    Files.writeString(folder.resolve(name + ".conf"), withExistingProgram(text));

    assertEquals("", verified(unit()));
  }

  @Test
  void itsExposureIsLow() throws IOException {
    Files.writeString(directory.resolve(UNIT), unit());
    String report =
        SystemCommand.run(
            "systemd-analyze", "security", "--offline=true", directory.resolve(UNIT).toString());
    Matcher matcher = Pattern.compile("exposure level for \\S+: (\\d+\\.\\d+)").matcher(report);
    assertTrue(matcher.find(), report);
    assertTrue(Double.parseDouble(matcher.group(1)) < 2.0, matcher.group());
  }

  @Test
  void theVariablesOfDropInsAreSettings() throws IOException {
    Map<String, String> variables = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("drop-ins"))) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("Environment=")) {
            List<String> words = List.of(line.split("=", 3));
            variables.put(words.get(1), words.get(2));
          }
        }
      }
    }
    assertEquals(Map.of("ROLLCALL_TOKEN_FILE", "%d/token"), variables);
    assertEquals(Set.of(), Settings.unknown(variables));
  }

  private String verified(String unit) throws IOException {
    Path file = directory.resolve(UNIT);
    Files.writeString(file, unit);
    return SystemCommand.run("systemd-analyze", "verify", "--man=no", file.toString()).strip();
  }

  /** The unit, adapted to this machine's version of systemd. */
  private static String unit() throws IOException {
    String unit = withExistingProgram(Files.readString(FOLDER.resolve(UNIT)));
    assertTrue(unit.contains("Type=notify-reload\n"));
    return version() < NOTIFY_RELOAD_SINCE
        ? unit.replace("Type=notify-reload", "Type=notify")
        : unit;
  }

  /** With a program that exists here, since systemd-analyze requires one. */
  private static String withExistingProgram(String unit) {
    return unit.replaceAll("(?m)^ExecStart=/usr/bin/\\w+", "ExecStart=/bin/true");
  }

  private static int version() throws IOException {
    Matcher matcher =
        Pattern.compile("systemd (\\d+)")
            .matcher(SystemCommand.run("systemd-analyze", "--version"));
    assertTrue(matcher.find());
    return Integer.parseInt(matcher.group(1));
  }
}

package dev.rollcall.release;

import dev.rollcall.cli.Commands;
import dev.rollcall.cli.ServiceRunner;
import dev.rollcall.cli.terminal.SystemConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Puts together what a release is, from what was packaged: {@code ./mvnw -Prelease package}. */
public final class Release {

  private static final String NAME = "rollcall";

  private Release() {}

  /**
   * Does it.
   *
   * @param words the jar, the folder to make, the version, and its date as YYYY-MM-DD
   */
  public static void main(String... words) throws IOException {
    Path jar = Path.of(words[0]);
    Path folder = Path.of(words[1]);
    String version = words[2];
    String date = words[3].substring(0, 10);
    Path bill = folder.resolve(NAME + "-" + version + ".cdx.json");
    if (!Files.exists(bill)) {
      throw new IllegalStateException(
          bill + " is not there; its plugin makes it only where Maven is online (without -o)");
    }
    Files.copy(
        jar,
        folder.resolve(NAME + "-" + version + ".jar"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    CommandLine all = Commands.commandLine(SystemConsole.open(), new NoService());
    Files.writeString(folder.resolve(NAME + ".bash"), AutoComplete.bash(NAME, all));
    writeManPage(folder, NAME, all, version, date);
    for (Map.Entry<String, CommandLine> each : all.getSubcommands().entrySet()) {
      writeManPage(folder, NAME + "-" + each.getKey(), each.getValue(), version, date);
    }
    Checksums.write(folder, "SHA-256", "SHA256SUMS");
    Checksums.write(folder, "SHA-512", "SHA512SUMS");
  }

  private static void writeManPage(
      Path folder, String name, CommandLine command, String version, String date)
      throws IOException {
    ManPage page = new ManPage(name, command.getCommandSpec(), version, date);
    Files.writeString(folder.resolve(name + ".1"), page.text());
  }

  /** Nothing is run here. */
  private static final class NoService implements ServiceRunner {

    @Override
    public void serve(Map<String, String> settings) {
      throw new UnsupportedOperationException("a release is made, not run");
    }

    @Override
    public void demo(Map<String, String> settings) {
      throw new UnsupportedOperationException("a release is made, not run");
    }
  }
}

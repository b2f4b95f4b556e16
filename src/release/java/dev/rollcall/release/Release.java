package dev.rollcall.release;

import dev.rollcall.cli.Commands;
import dev.rollcall.cli.ServiceRunner;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.TerminalCapabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Assembles the files of a release from the packaged program: {@code ./mvnw -Prelease package}. */
public final class Release {

  private static final String NAME = "rollcall";

  private Release() {}

  /**
   * Assembles a release.
   *
   * @param arguments the jar, the folder to make, the version, and its date as YYYY-MM-DD
   */
  public static void main(String... arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path folder = Path.of(arguments[1]);
    String version = arguments[2];
    String date = arguments[3].substring(0, 10);
    Path billOfMaterials = folder.resolve(NAME + "-" + version + ".cdx.json");
    if (!Files.exists(billOfMaterials)) {
      throw new IllegalStateException(
          billOfMaterials
              + " is missing; its plugin creates it only if Maven is online (without -o)");
    }
    Files.copy(
        jar,
        folder.resolve(NAME + "-" + version + ".jar"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    CommandLine root = Commands.commandLine(withoutTerminal(), new NoService());
    Files.writeString(folder.resolve(NAME + ".bash"), AutoComplete.bash(NAME, root));
    writeManPage(folder, NAME, root, version, date);
    for (Map.Entry<String, CommandLine> each : root.getSubcommands().entrySet()) {
      writeManPage(folder, NAME + "-" + each.getKey(), each.getValue(), version, date);
    }
    Checksums.write(folder, "SHA-256", "SHA256SUMS");
    Checksums.write(folder, "SHA-512", "SHA512SUMS");
  }

  /** So that no colours get into the pages, wherever the build runs. */
  private static Console withoutTerminal() {
    return new Console(
        System.in, System.out, System.err, System.getenv(), () -> TerminalCapabilities.NONE, false);
  }

  private static void writeManPage(
      Path folder, String name, CommandLine command, String version, String date)
      throws IOException {
    ManPage page = new ManPage(name, command.getCommandSpec(), version, date);
    Files.writeString(folder.resolve(name + ".1"), page.text());
  }

  /** The help of the commands is formatted; none of them runs. */
  private static final class NoService implements ServiceRunner {

    @Override
    public void serve(Map<String, String> settings) {
      throw new UnsupportedOperationException("the commands are not run here");
    }

    @Override
    public void demo(Map<String, String> settings) {
      throw new UnsupportedOperationException("the commands are not run here");
    }
  }
}

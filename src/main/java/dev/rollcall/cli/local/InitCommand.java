package dev.rollcall.cli.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.peer.PeerId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a peers file to start from. */
@Command(
    name = "init",
    description = {
      "Writes a peers file to start from: an example with comments, or another list made into one."
    },
    exitCodeListHeading = "%nIt ends with:%n",
    exitCodeList = {
      "0:It is written.",
      "1:The file is there already, or the other list has problems.",
      "2:The command line makes no sense."
    },
    footer = {
      "",
      "Examples:",
      "  rollcall init && rollcall validate peers.yaml && rollcall",
      "  rollcall init --from exo.json",
      "  rollcall init - --from hostfile --port 50051",
      "  rollcall init /etc/rollcall/peers.yaml --from dstack --port 50051"
    })
public final class InitCommand implements Runnable {

  private static final String STANDARD_OUTPUT = "-";

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "peers.yaml",
      description = "What to write (peers.yaml); - prints it.")
  private String file = "";

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description = {
        "The list to make it from: exo's peers file, or one of ours; an Open MPI hostfile; - for"
            + " one of these on the standard input; or what a launcher left in the environment:"
            + " dstack, skypilot, slurm, ..., auto for the first that did."
      })
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the nodes listen, if the list does not say it.")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--force", description = "Overwrite a file that is there.")
  private boolean force;

  /**
   * @param console where it reads and prints
   */
  public InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (port.isPresent() && from.isEmpty()) {
      throw failed("--port goes with --from", ExitCode.USAGE);
    }
    String text =
        from.map(name -> converted(new InitSource(name, port))).orElseGet(PeersTemplate::text);
    if (file.equals(STANDARD_OUTPUT)) {
      console.write(text);
      return;
    }
    write(path(), text);
    console.printError(
        "rollcall: wrote %1$s; 'rollcall validate %1$s' says what is in it".formatted(file));
  }

  private String converted(InitSource source) {
    InitSource.SourceRoster found =
        source
            .read(console)
            .orElseThrow(problems -> InvalidInputFailure.of(problems, ExitCode.FAILED));
    String self =
        found
            .roster()
            .self()
            .map(id -> "# This node is " + printable(id) + " (rollcall --node-id).\n")
            .orElse("");
    return PeersTemplate.SCHEMA_COMMENT
        + "# Made from %s.\n".formatted(TerminalSafe.escape(found.origin()))
        + self
        + RosterYamlWriter.of(found.roster());
  }

  private static String printable(PeerId id) {
    return TerminalSafe.escape(id.value());
  }

  private Path path() {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw failed("'%s' cannot be a path".formatted(TerminalSafe.escape(file)), ExitCode.USAGE);
    }
  }

  private void write(Path path, String text) {
    try {
      if (force) {
        Files.writeString(path, text, UTF_8);
      } else {
        Files.writeString(path, text, UTF_8, CREATE_NEW, WRITE);
      }
    } catch (FileAlreadyExistsException e) {
      throw failed(
          "%s is there already; --force overwrites it, and 'rollcall init -' prints"
              .formatted(path),
          ExitCode.FAILED);
    } catch (NoSuchFileException e) {
      throw failed("there is no directory for %s".formatted(path), ExitCode.FAILED);
    } catch (AccessDeniedException e) {
      throw failed("%s may not be written by this user".formatted(path), ExitCode.FAILED);
    } catch (IOException e) {
      throw failed("%s cannot be written: %s".formatted(path, e.getMessage()), ExitCode.FAILED);
    }
  }

  private static CommandFailedException failed(String message, int exitCode) {
    return new CommandFailedException(message, exitCode);
  }
}

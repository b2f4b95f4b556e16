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

/** {@code rollcall init}: writes a peers file to start from. */
@Command(
    name = "init",
    description = {
      "Writes a peers file to start from: a commented example, or a conversion of another list."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The file was written.",
      "1:The file already exists or cannot be written, or the other list has problems.",
      "2:The command line is invalid."
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
      description = "The file to write; - prints it to standard output. Default: peers.yaml.")
  private String file = "";

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description = {
        "The list to convert: a peers file of exo or Rollcall; an Open MPI hostfile; - for one of"
            + " these on standard input; or a launcher whose environment variables have the list:"
            + " dstack, skypilot, slurm, ..., or auto for the first one found."
      })
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port of the nodes, if the list does not contain it.")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--force", description = "Overwrite an existing file.")
  private boolean force;

  /**
   * @param console for standard input and output
   */
  public InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (port.isPresent() && from.isEmpty()) {
      throw failed("--port needs --from", ExitCode.USAGE);
    }
    String text =
        from.map(name -> convert(new InitSource(name, port))).orElseGet(PeersTemplate::text);
    if (file.equals(STANDARD_OUTPUT)) {
      console.write(text);
      return;
    }
    write(path(), text);
    console.printError("rollcall: wrote %1$s; 'rollcall validate %1$s' checks it".formatted(file));
  }

  private String convert(InitSource source) {
    InitSource.SourceRoster converted =
        source
            .read(console)
            .orElseThrow(problems -> InvalidInputFailure.of(problems, ExitCode.FAILED));
    String self =
        converted
            .roster()
            .self()
            .map(id -> "# This node is " + printable(id) + " (rollcall --node-id).\n")
            .orElse("");
    return PeersTemplate.SCHEMA_COMMENT
        + "# Converted from %s.\n".formatted(TerminalSafe.escape(converted.origin()))
        + self
        + RosterYamlWriter.of(converted.roster());
  }

  private static String printable(PeerId id) {
    return TerminalSafe.escape(id.value());
  }

  private Path path() {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw failed("'%s' is not a valid path".formatted(TerminalSafe.escape(file)), ExitCode.USAGE);
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
          "%s already exists; --force overwrites it, 'rollcall init -' prints to standard output"
              .formatted(path),
          ExitCode.FAILED);
    } catch (NoSuchFileException e) {
      throw failed("the directory of %s does not exist".formatted(path), ExitCode.FAILED);
    } catch (AccessDeniedException e) {
      throw failed("no permission to write %s".formatted(path), ExitCode.FAILED);
    } catch (IOException e) {
      throw failed("%s cannot be written: %s".formatted(path, e.getMessage()), ExitCode.FAILED);
    }
  }

  private static CommandFailedException failed(String message, int exitCode) {
    return new CommandFailedException(message, exitCode);
  }
}

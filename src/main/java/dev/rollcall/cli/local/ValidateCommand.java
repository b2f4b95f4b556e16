package dev.rollcall.cli.local;

import dev.rollcall.cli.terminal.CommandFailedException;
import dev.rollcall.cli.terminal.Console;
import dev.rollcall.cli.terminal.ExitCode;
import dev.rollcall.cli.terminal.TerminalSafe;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges peers files as the service does, and says what is in them. */
@Command(
    name = "validate",
    description = {
      "Tells all that is wrong with a peers file, with its places, exactly as the service would; or"
          + " what the file says. It needs no running Rollcall.",
      "Settings are not looked at: what rollcall.check.* adds is not known here, and any TLS"
          + " configuration may be named."
    },
    exitCodeListHeading = "%nIt ends with:%n",
    exitCodeList = {
      "0:All is well.",
      "1:There are problems.",
      "2:The command line makes no sense."
    },
    footer = {
      "",
      "Examples:",
      "  rollcall validate peers.yaml --node-id node1",
      "  git show HEAD:peers.yaml | rollcall validate peers.yaml --diff -"
    })
public final class ValidateCommand implements Callable<Integer> {

  /** As the service looks for it. */
  private static final String DEFAULT_FILE = "peers.yaml";

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = {
        "Peers files in YAML or JSON, ours or exo's (peers.yaml); - is the standard input."
      })
  private List<String> fileArguments = new ArrayList<>();

  @Option(
      names = "--diff",
      paramLabel = "FILE",
      description =
          "The list that is in force: tells what a reload to the new one changes (+ is new, - is"
              + " gone, ~ is changed).")
  private Optional<String> diff = Optional.empty();

  @Option(
      names = "--node-id",
      paramLabel = "ID",
      description = "The entry that is the node itself, which the list must have.")
  private Optional<String> nodeId = Optional.empty();

  /**
   * @param console where it reads and prints
   */
  public ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireValidArguments();
    boolean sound = diff.map(this::compare).orElseGet(this::summarize);
    return sound ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<String> files() {
    return fileArguments.isEmpty() ? List.of(DEFAULT_FILE) : fileArguments;
  }

  private void requireValidArguments() {
    List<String> files = files();
    if (diff.isPresent() && files.size() > 1) {
      throw usageError("--diff compares with one FILE, found %d".formatted(files.size()));
    }
    long inputs =
        Stream.concat(files.stream(), diff.stream())
            .filter(PeersInput.STANDARD_INPUT::equals)
            .count();
    if (inputs > 1) {
      throw usageError("- can stand for one file only");
    }
  }

  private boolean summarize() {
    List<Optional<Roster>> rosters =
        files().stream().map(PeersInput::new).map(this::summarizeFile).toList();
    return rosters.stream().allMatch(Optional::isPresent);
  }

  private Optional<Roster> summarizeFile(PeersInput file) {
    Optional<Roster> roster = read(file, nodeId);
    roster.ifPresent(
        found ->
            RosterSummary.of(file.displayName(), found)
                .forEach(line -> console.print(TerminalSafe.escape(line))));
    return roster;
  }

  private boolean compare(String old) {
    // The node's own entry may be one of the changes.
    Optional<Roster> before = read(new PeersInput(old), Optional.empty());
    Optional<Roster> after = read(new PeersInput(files().get(0)), nodeId);
    if (before.isEmpty() || after.isEmpty()) {
      return false;
    }
    RosterDiff.of(before.get(), after.get())
        .forEach(line -> console.print(TerminalSafe.escape(line)));
    return true;
  }

  private Optional<Roster> read(PeersInput file, Optional<String> self) {
    ParseResult<Roster> reading = file.read(console, self);
    if (reading instanceof ParseResult.Valid<Roster> accepted) {
      return Optional.of(accepted.value());
    }
    List<Problem> problems = ((ParseResult.Invalid<Roster>) reading).problems();
    problems.forEach(problem -> console.printError(TerminalSafe.escape(problem.toString())));
    return Optional.empty();
  }

  private static CommandFailedException usageError(String message) {
    return new CommandFailedException(message, ExitCode.USAGE);
  }
}

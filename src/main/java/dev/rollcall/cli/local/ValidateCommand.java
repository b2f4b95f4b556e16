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

/**
 * {@code rollcall validate}: reports the problems of peers files, or summarizes or compares them.
 */
@Command(
    name = "validate",
    description = {
      "Reports all problems of a peers file with their positions, exactly as the service would; if"
          + " there are none, prints a summary. Needs no running Rollcall.",
      "Settings are not read: defaults from rollcall.check.* are unknown here, and any name of a TLS"
          + " configuration is accepted."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:There are no problems.",
      "1:There are problems.",
      "2:The command line is invalid."
    },
    footer = {
      "",
      "Examples:",
      "  rollcall validate peers.yaml --node-id node1",
      "  git show HEAD:peers.yaml | rollcall validate peers.yaml --diff -"
    })
public final class ValidateCommand implements Callable<Integer> {

  /** The name that the service looks for. */
  private static final String DEFAULT_FILE = "peers.yaml";

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = {
        "Peers files in YAML or JSON, of Rollcall or exo; - for standard input. Default: peers.yaml."
      })
  private List<String> fileArguments = new ArrayList<>();

  @Option(
      names = "--diff",
      paramLabel = "FILE",
      description =
          "The active list: prints what a reload from it to FILE changes (+ added, - removed, ~"
              + " changed).")
  private Optional<String> diff = Optional.empty();

  @Option(
      names = "--node-id",
      paramLabel = "ID",
      description = "The id of the node itself, which the list must contain.")
  private Optional<String> nodeId = Optional.empty();

  /**
   * @param console for standard input and output
   */
  public ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireValidArguments();
    boolean isValid = diff.map(this::compare).orElseGet(this::summarize);
    return isValid ? ExitCode.OK : ExitCode.FAILED;
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
      throw usageError("- (standard input) can be given only once");
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
        valid ->
            RosterSummary.of(file.displayName(), valid)
                .forEach(line -> console.print(TerminalSafe.escape(line))));
    return roster;
  }

  private boolean compare(String previous) {
    // The previous list need not contain the node itself.
    Optional<Roster> before = read(new PeersInput(previous), Optional.empty());
    Optional<Roster> after = read(new PeersInput(files().get(0)), nodeId);
    if (before.isEmpty() || after.isEmpty()) {
      return false;
    }
    RosterDiff.of(before.get(), after.get())
        .forEach(line -> console.print(TerminalSafe.escape(line)));
    return true;
  }

  private Optional<Roster> read(PeersInput file, Optional<String> self) {
    ParseResult<Roster> result = file.read(console, self);
    if (result instanceof ParseResult.Valid<Roster> valid) {
      return Optional.of(valid.value());
    }
    List<Problem> problems = ((ParseResult.Invalid<Roster>) result).problems();
    problems.forEach(problem -> console.printError(TerminalSafe.escape(problem.toString())));
    return Optional.empty();
  }

  private static CommandFailedException usageError(String message) {
    return new CommandFailedException(message, ExitCode.USAGE);
  }
}

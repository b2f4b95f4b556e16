package dev.rollcall.cli;

import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs the last command of a command line, and rejects options of the service before another
 * command, as in {@code rollcall --port 7000 list}: that command would ignore them.
 */
final class MisplacedOptionCheck implements IExecutionStrategy {

  private final IExecutionStrategy next = new RunLast();

  @Override
  public int execute(ParseResult parsed) throws ExecutionException, ParameterException {
    if (parsed.hasSubcommand()) {
      String command = parsed.subcommand().commandSpec().name();
      for (OptionSpec option : parsed.matchedOptions()) {
        if (!option.usageHelp() && !option.versionHelp()) {
          throw new ParameterException(
              parsed.commandSpec().commandLine(),
              "'%s' comes before the command '%s', which would ignore it; the options of a command come after"
                      .formatted(option.longestName(), command)
                  + " it");
        }
      }
    }
    return next.execute(parsed);
  }
}

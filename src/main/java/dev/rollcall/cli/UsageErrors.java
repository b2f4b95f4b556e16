package dev.rollcall.cli;

import dev.rollcall.text.ClosestMatch;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Formats the errors of a command line for the user, with suggestions for misspelled names. */
final class UsageErrors {

  private UsageErrors() {}

  /** One sentence; of several lines only if an argument has several. */
  static String message(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatchedArgument(error.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    return String.valueOf(error.getMessage());
  }

  private static String unmatchedArgument(CommandLine command, String argument) {
    String printable = PrintableText.printable(argument);
    if (argument.startsWith("-")) {
      return unknownOption(command, printable.replaceFirst("=.*", ""));
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "unexpected argument '%s' for '%s'".formatted(printable, name(command))
        : "there is no command '%s'%s".formatted(printable, didYouMean(printable, commands));
  }

  private static String unknownOption(CommandLine command, String option) {
    String message = "'%s' has no option '%s'".formatted(name(command), option);
    boolean isOptionOfSubcommand =
        command.getSubcommands().values().stream().anyMatch(sub -> options(sub).contains(option));
    if (isOptionOfSubcommand) {
      return message + "; the options of a command come after it";
    }
    // Among single letters, every one is a close match.
    return option.startsWith("--") ? message + didYouMean(option, options(command)) : message;
  }

  private static List<String> options(CommandLine command) {
    List<String> names = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    names.addAll(command.getCommandSpec().negatedOptionsMap().keySet());
    return names;
  }

  private static String didYouMean(String misspelled, Collection<String> candidates) {
    Optional<String> match = ClosestMatch.closest(misspelled, candidates);
    return match.map("; did you mean '%s'?"::formatted).orElse("");
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}

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

/** What makes no sense in a command line, and what was probably meant, for the user. */
final class UsageErrors {

  private UsageErrors() {}

  /** One sentence; may have several lines where the user wrote some. */
  static String message(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(error.getCommandLine(), unmatched.getUnmatched().get(0));
    }
    return String.valueOf(error.getMessage());
  }

  private static String unmatched(CommandLine command, String argument) {
    String shown = PrintableText.printable(argument);
    if (argument.startsWith("-")) {
      return option(command, shown.replaceFirst("=.*", ""));
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "'%s' takes no argument '%s'".formatted(name(command), shown)
        : "there is no command '%s'%s".formatted(shown, didYouMean(shown, commands));
  }

  private static String option(CommandLine command, String option) {
    String missing = "'%s' has no option '%s'".formatted(name(command), option);
    boolean isOfCommands =
        command.getSubcommands().values().stream().anyMatch(sub -> options(sub).contains(option));
    if (isOfCommands) {
      return missing + "; the options of a command come after it";
    }
    // One letter is near to any other.
    return option.startsWith("--") ? missing + didYouMean(option, options(command)) : missing;
  }

  private static List<String> options(CommandLine command) {
    List<String> names = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
    names.addAll(command.getCommandSpec().negatedOptionsMap().keySet());
    return names;
  }

  private static String didYouMean(String wrong, Collection<String> candidates) {
    Optional<String> meant = ClosestMatch.closest(wrong, candidates);
    return meant.map("; did you mean '%s'?"::formatted).orElse("");
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}

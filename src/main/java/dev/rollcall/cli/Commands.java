package dev.rollcall.cli;

import dev.rollcall.cli.client.ExecCommand;
import dev.rollcall.cli.client.ListCommand;
import dev.rollcall.cli.client.TopologyCommand;
import dev.rollcall.cli.client.WaitCommand;
import dev.rollcall.cli.client.WatchCommand;
import dev.rollcall.cli.local.CheckCommand;
import dev.rollcall.cli.local.InitCommand;
import dev.rollcall.cli.local.ValidateCommand;
import dev.rollcall.cli.terminal.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Builds the command line with all its commands. */
public final class Commands {

  private Commands() {}

  /**
   * Builds the command line; {@link CommandLine#execute} runs it.
   *
   * @param console where the commands read and print
   * @param service runs the service
   */
  public static CommandLine commandLine(Console console, ServiceRunner service) {
    CommandLine root =
        new CommandLine(new RollcallCommand(service))
            .addSubcommand(new ServeCommand(service))
            .addSubcommand(new InitCommand(console))
            .addSubcommand(new ValidateCommand(console))
            .addSubcommand(new ListCommand(console))
            .addSubcommand(new WatchCommand(console))
            .addSubcommand(new WaitCommand(console))
            .addSubcommand(new ExecCommand(console))
            .addSubcommand(new TopologyCommand(console))
            .addSubcommand(new CheckCommand(console))
            .addSubcommand(new DemoCommand(service));
    root.addSubcommand(new CompletionCommand(console, root));
    root.getSubcommands().values().forEach(Commands::addHelpOption);
    addHelpOption(root);
    addVersionOption(root.getCommandSpec());
    // What follows COMMAND belongs to it, as with env and nohup.
    subcommand(root, "exec").setStopAtPositional(true);
    root.setHelpFactory(new HelpFactory(console))
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(ExceptionHandlers::onUsageError)
        .setExecutionStrategy(new MisplacedOptionCheck())
        .setExecutionExceptionHandler(ExceptionHandlers::onFailure)
        .setExpandAtFiles(false)
        .setAbbreviatedOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true);
    return root;
  }

  private static CommandLine subcommand(CommandLine root, String name) {
    return Objects.requireNonNull(root.getSubcommands().get(name), name);
  }

  private static void addHelpOption(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this help and exits.")
                .build());
  }

  private static void addVersionOption(CommandSpec root) {
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Prints the version and exits.")
            .build());
    root.versionProvider(new ProgramVersion());
  }
}

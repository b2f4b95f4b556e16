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
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line as a whole. */
public final class Commands {

  /** Lines of help beyond this are hard to read. */
  private static final int WIDEST_HELP = 100;

  /** The least that help needs. */
  private static final int NARROWEST_HELP = 60;

  private Commands() {}

  /**
   * All commands.
   *
   * @param console where they print
   * @param service what serves
   */
  public static CommandLine commandLine(Console console, ServiceRunner service) {
    CommandLine all =
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
    all.addSubcommand(new CompletionCommand(console, all));
    all.getSubcommands().values().forEach(Commands::addHelp);
    addHelp(all);
    // What follows the command that is to be run is its own, as with env and nohup.
    command(all, "exec").setStopAtPositional(true);
    CommandSpec top = all.getCommandSpec();
    top.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Says which Rollcall this is.")
            .build());
    top.versionProvider(new ProgramVersion());
    boolean colour = console.screen().hasColour();
    all.setColorScheme(Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(
            Math.max(NARROWEST_HELP, Math.min(console.screen().columns(), WIDEST_HELP)))
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(ExceptionHandlers::onUsageError)
        .setExecutionStrategy(new MisplacedOptionCheck())
        .setExecutionExceptionHandler(ExceptionHandlers::onFailure)
        .setExpandAtFiles(false)
        .setAbbreviatedOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true);
    return all;
  }

  private static CommandLine command(CommandLine all, String name) {
    return Objects.requireNonNull(all.getSubcommands().get(name), name);
  }

  private static void addHelp(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Says what this does, and ends.")
                .build());
  }
}

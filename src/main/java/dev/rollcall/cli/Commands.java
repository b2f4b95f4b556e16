package dev.rollcall.cli;

import dev.rollcall.cli.client.ExecCommand;
import dev.rollcall.cli.client.ListCommand;
import dev.rollcall.cli.client.TopologyCommand;
import dev.rollcall.cli.client.WaitCommand;
import dev.rollcall.cli.client.WatchCommand;
import dev.rollcall.cli.local.CheckCommand;
import dev.rollcall.cli.local.GrpcHealthProbeFlags;
import dev.rollcall.cli.local.InitCommand;
import dev.rollcall.cli.local.ValidateCommand;
import dev.rollcall.cli.terminal.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Builds the command line, with those of its commands that are needed, and runs it. */
public final class Commands {

  private static final String CHECK = "check";
  private static final String EXEC = "exec";

  private static final Set<List<String>> VERSION = Set.of(List.of("-V"), List.of("--version"));

  private Commands() {}

  /**
   * Runs a command line. Only the command that its first argument names is built, since each costs
   * time at the start; all of them are, where any of them may be meant.
   *
   * @param console where the commands read and print
   * @param service runs the service
   * @return the exit code
   */
  public static int execute(Console console, ServiceRunner service, String... arguments) {
    if (VERSION.contains(List.of(arguments))) {
      return configured(new CommandLine(CommandSpec.create().name("rollcall")), console)
          .execute(arguments);
    }
    Map<String, Supplier<Object>> all = commands(console, service);
    Set<String> needed = all.keySet();
    if (arguments.length == 0) {
      needed = Set.of();
    } else if (all.containsKey(arguments[0])) {
      needed = Set.of(arguments[0]);
    }
    return commandLine(console, service, all, needed).execute(arguments);
  }

  /** Builds the command line with all its commands. */
  public static CommandLine commandLine(Console console, ServiceRunner service) {
    Map<String, Supplier<Object>> all = commands(console, service);
    return commandLine(console, service, all, all.keySet());
  }

  private static Map<String, Supplier<Object>> commands(Console console, ServiceRunner service) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("serve", () -> new ServeCommand(service));
    commands.put("init", () -> new InitCommand(console));
    commands.put("validate", () -> new ValidateCommand(console));
    commands.put("list", () -> new ListCommand(console));
    commands.put("watch", () -> new WatchCommand(console));
    commands.put("wait", () -> new WaitCommand(console));
    commands.put(EXEC, () -> new ExecCommand(console));
    commands.put("topology", () -> new TopologyCommand(console));
    commands.put(CHECK, () -> new CheckCommand(console));
    commands.put("demo", () -> new DemoCommand(service));
    return commands;
  }

  private static CommandLine commandLine(
      Console console,
      ServiceRunner service,
      Map<String, Supplier<Object>> commands,
      Set<String> needed) {
    CommandLine root = new CommandLine(new RollcallCommand(service));
    commands.entrySet().stream()
        .filter(command -> needed.contains(command.getKey()))
        .map(command -> command.getValue().get())
        .forEach(root::addSubcommand);
    if (needed.equals(commands.keySet())) {
      root.addSubcommand(new CompletionCommand(console, root));
    }
    return configured(root, console);
  }

  private static CommandLine configured(CommandLine root, Console console) {
    root.getSubcommands().values().forEach(Commands::addHelpOption);
    addHelpOption(root);
    addVersionOption(root.getCommandSpec());
    subcommand(root, CHECK)
        .map(CommandLine::getCommandSpec)
        .ifPresent(Commands::addHealthProbeFlags);
    // What follows COMMAND belongs to it, as with env and nohup.
    subcommand(root, EXEC).ifPresent(exec -> exec.setStopAtPositional(true));
    root.setHelpFactory(new HelpFactory(console))
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(ExceptionHandlers::onUsageError)
        .setExecutionStrategy(new OutputCheck(console, new MisplacedOptionCheck()))
        .setExecutionExceptionHandler(ExceptionHandlers::onFailure)
        .setExpandAtFiles(false)
        .setAbbreviatedOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true);
    return root;
  }

  private static Optional<CommandLine> subcommand(CommandLine root, String name) {
    return Optional.ofNullable(root.getSubcommands().get(name));
  }

  private static void addHealthProbeFlags(CommandSpec check) {
    check.versionProvider(new ProgramVersion()).preprocessor(new GrpcHealthProbeFlags());
    check.addOption(OptionSpec.builder("-version").versionHelp(true).hidden(true).build());
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

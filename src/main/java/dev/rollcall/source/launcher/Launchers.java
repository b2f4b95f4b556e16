package dev.rollcall.source.launcher;

import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.ParseResult;
import dev.rollcall.source.document.ParseResult.Invalid;
import dev.rollcall.source.document.Problem;
import dev.rollcall.source.document.SourceLocation;
import dev.rollcall.source.roster.RosterReader;
import dev.rollcall.source.settings.NodeSettings;
import dev.rollcall.source.settings.SourceSelection;
import dev.rollcall.text.ClosestMatch;
import dev.rollcall.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The registry of launchers. A new one is a class of its own and a line in {@link #ALL}. */
public final class Launchers {

  /** Selects the first launcher whose variables are set. */
  public static final String AUTO = "auto";

  /** The launcher that provides nothing but a host file. */
  public static final String HOSTFILES = OpenMpi.NAME;

  /** The variable that names a host file. */
  public static final String HOSTFILE_VARIABLE = OpenMpi.FILES.get(0);

  /**
   * In order of preference: first the launchers that know which entry is the node itself, and of
   * those, a scheduler before what runs inside its jobs.
   */
  private static final List<Launcher> ALL =
      List.of(
          new Dstack(),
          new SkyPilot(),
          new Slurm(),
          new SageMaker(),
          new Volcano(),
          new TensorFlow(),
          new AzureBatch(),
          new Pbs(),
          new Lsf(),
          new OpenMpi());

  /** Used for finding further problems while the port itself is missing. */
  private static final int PLACEHOLDER_PORT = 1;

  private static final Pattern HOST_AND_PORT = Pattern.compile("(?:[^:\\[]+|\\[.+]):[0-9]+");

  private Launchers() {}

  /** The names of all launchers, in order of preference. */
  public static List<String> names() {
    return ALL.stream().map(Launcher::name).toList();
  }

  /** The launcher that {@value #AUTO} selects; empty if none has a list of nodes. */
  public static Optional<String> detect(Environment environment) {
    return ALL.stream()
        .filter(launcher -> launcher.isPresent(environment) && !launcher.isEmpty(environment))
        .map(Launcher::name)
        .findFirst();
  }

  /**
   * Reads and validates a launcher's list. Never throws: whatever is wrong is reported as problems.
   *
   * @param requested a launcher's name or {@value #AUTO}
   * @param settings the port, the defaults of checks, and the node's id, which takes precedence
   *     over the launcher's own entry
   */
  public static ParseResult<LaunchedRoster> read(
      String requested, NodeSettings settings, Environment environment) {
    String name = requested.equals(AUTO) ? detect(environment).orElse(AUTO) : requested;
    Optional<Launcher> launcher = ALL.stream().filter(l -> l.name().equals(name)).findFirst();
    if (launcher.isEmpty()) {
      return invalid(requested.equals(AUTO) ? noneDetected() : unknownLauncher(requested));
    }
    if (!launcher.get().isPresent(environment)) {
      return invalid(
          "'%s' is selected, but its variables are not set; expected %s"
              .formatted(name, launcher.get().variables()));
    }
    return read(launcher.get(), settings, environment)
        .map(roster -> new LaunchedRoster(roster, "launcher:" + name));
  }

  private static ParseResult<Roster> read(
      Launcher launcher, NodeSettings settings, Environment environment) {
    VariableReader variables = new VariableReader(environment);
    LaunchedNodes nodes = launcher.read(variables).map(node -> withoutPort(variables, node));
    List<Problem> problems = new ArrayList<>(variables.problems());
    boolean needsPort = nodes.nodes().stream().anyMatch(node -> !node.hasPort());
    if (needsPort && settings.launcherPort().isEmpty()) {
      problems.add(portMissing(launcher, settings.launcher().isPresent()));
    }
    boolean nothing = nodes.nodes().stream().allMatch(LaunchedNode::isInvalid);
    if (nothing && !problems.isEmpty()) {
      return new Invalid<>(problems);
    }
    LaunchedDocument document =
        new LaunchedDocument(settings.launcherPort().orElse(PLACEHOLDER_PORT));
    Optional<String> own =
        nodes.self().isPresent()
            ? document.idOf(nodes.nodes().get(nodes.self().getAsInt()))
            : Optional.empty();
    return RosterReader.read(
            document.of(nodes, problems), settings.checks(), settings.nodeId().or(() -> own))
        .mapProblems(Launchers::withoutPath);
  }

  /** Rejects a port where the launcher gives none; otherwise it would pass for an IPv6 address. */
  private static LaunchedNode withoutPort(VariableReader variables, LaunchedNode node) {
    if (node.hasPort() || !HOST_AND_PORT.matcher(node.host()).matches()) {
      return node;
    }
    variables.reject(
        node.location(),
        "expected a host without a port, found '%s'; the port of all nodes is %s"
            .formatted(PrintableText.printable(node.host()), SourceSelection.LAUNCHER_PORT));
    return LaunchedNode.onHost(node.location(), "");
  }

  /** Drops paths such as {@code peers[3].address}, since no user wrote that document. */
  private static Problem withoutPath(Problem problem) {
    return new Problem(problem.location(), "", problem.message());
  }

  private static Problem portMissing(Launcher launcher, boolean isConfigured) {
    String why =
        isConfigured
            ? "is not set, and %s lists hosts without ports".formatted(launcher.name())
            : "is not set, and the list of peers was taken from %s (%s), which gives no ports"
                .formatted(launcher.name(), launcher.variables());
    String other =
        isConfigured ? "" : "; or set %s, to use a file".formatted(SourceSelection.PEERS_FILE);
    return new Problem(
        new SourceLocation.OfName(SourceSelection.LAUNCHER_PORT),
        "",
        why + "; expected the port that is checked on every node (1-65535)" + other);
  }

  private static String unknownLauncher(String requested) {
    List<String> names = Stream.concat(Stream.of(AUTO), ALL.stream().map(Launcher::name)).toList();
    return "unknown launcher '%s'; %s"
        .formatted(
            PrintableText.printable(requested),
            ClosestMatch.closest(requested, names)
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() -> "expected " + String.join(", ", names)));
  }

  private static String noneDetected() {
    return SourceSelection.NO_LAUNCHER
        + "; expected "
        + ALL.stream().map(Launcher::variables).collect(Collectors.joining(", "));
  }

  private static <T> ParseResult<T> invalid(String message) {
    return new Invalid<>(
        List.of(new Problem(new SourceLocation.OfName(SourceSelection.LAUNCHER), "", message)));
  }
}

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All launchers that are known. A new one is a file of its own and a line here. */
public final class Launchers {

  /** The launcher that means the first whose variables are there. */
  public static final String AUTO = "auto";

  /** The launcher that leaves nothing but a hostfile. */
  public static final String HOSTFILES = OpenMpi.NAME;

  /** The variable that names one. */
  public static final String HOSTFILE_VARIABLE = OpenMpi.FILES.get(0);

  /**
   * In order of preference: those that know which entry is the node itself come first, and of
   * those, who runs the job before what runs inside it.
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

  /** Any port will do while it is only about telling what else is wrong. */
  private static final int PLACEHOLDER_PORT = 1;

  private Launchers() {}

  /** Those that are known, in order of preference. */
  public static List<String> names() {
    return ALL.stream().map(Launcher::name).toList();
  }

  /** The launcher that {@value #AUTO} stands for; empty if no launcher left a list of nodes. */
  public static Optional<String> detect(Environment environment) {
    return ALL.stream()
        .filter(launcher -> launcher.isPresent(environment))
        .map(Launcher::name)
        .findFirst();
  }

  /**
   * Reads and judges what a launcher left behind. Whatever is wrong is told as problems; nothing is
   * thrown.
   *
   * @param asked a launcher's name or {@value #AUTO}
   * @param settings the port, the checks' defaults, and the node's id, which wins over the
   *     launcher's own entry
   */
  public static ParseResult<LaunchedRoster> read(
      String asked, NodeSettings settings, Environment environment) {
    String name = asked.equals(AUTO) ? detect(environment).orElse(AUTO) : asked;
    Optional<Launcher> launcher = ALL.stream().filter(l -> l.name().equals(name)).findFirst();
    if (launcher.isEmpty()) {
      return invalid(asked.equals(AUTO) ? noneDetected() : unknownLauncher(asked));
    }
    if (!launcher.get().isPresent(environment)) {
      return invalid(
          "'%s' is asked for, but its variables are not there; expected %s"
              .formatted(name, launcher.get().variables()));
    }
    return read(launcher.get(), settings, environment)
        .map(roster -> new LaunchedRoster(roster, "launcher:" + name));
  }

  private static ParseResult<Roster> read(
      Launcher launcher, NodeSettings settings, Environment environment) {
    VariableReader variables = new VariableReader(environment);
    LaunchedNodes nodes = launcher.read(variables);
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

  /** A path such as {@code peers[3].address} would lead into a document that no one wrote. */
  private static Problem withoutPath(Problem problem) {
    return new Problem(problem.location(), "", problem.message());
  }

  private static Problem portMissing(Launcher launcher, boolean asked) {
    String why =
        asked
            ? "is not set, and %s lists hosts without ports".formatted(launcher.name())
            : "is not set, and the list of peers was taken from %s (%s), which gives no ports"
                .formatted(launcher.name(), launcher.variables());
    String other = asked ? "" : "; or set %s, to use a file".formatted(SourceSelection.PEERS_FILE);
    return new Problem(
        new SourceLocation.OfName(SourceSelection.LAUNCHER_PORT),
        "",
        why + "; expected the port that is checked on every node (1-65535)" + other);
  }

  private static String unknownLauncher(String asked) {
    List<String> names = Stream.concat(Stream.of(AUTO), ALL.stream().map(Launcher::name)).toList();
    return "there is no launcher '%s'; %s"
        .formatted(
            PrintableText.printable(asked),
            ClosestMatch.closest(asked, names)
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() -> "expected " + String.join(", ", names)));
  }

  private static String noneDetected() {
    return "no launcher left a list of nodes in the environment; expected "
        + ALL.stream().map(Launcher::variables).collect(Collectors.joining(", "));
  }

  private static <T> ParseResult<T> invalid(String message) {
    return new Invalid<>(
        List.of(new Problem(new SourceLocation.OfName(SourceSelection.LAUNCHER), "", message)));
  }
}

package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Roster;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the settings {@code rollcall.*} say, but for the list of peers.
 *
 * @param listenHost a name or address of this machine: {@code rollcall.listen.host}
 * @param listenPort 0 to 65535, 0 for any free one: {@code rollcall.listen.port}
 * @param checks the defaults of every peer's check: {@code rollcall.check.*}
 * @param minHealthy so many healthy peers make the node ready: {@code rollcall.ready.min-healthy}
 * @param peersFile the path as the user gave it: {@code rollcall.peers-file}
 * @param nodeId the entry that is the node itself: {@code rollcall.node-id}
 * @param launcher whose list is asked for, a launcher's name or {@code auto}: {@code
 *     rollcall.launcher}
 * @param launcherPort the port of a launcher's nodes, 1 to 65535: {@code rollcall.launcher-port}
 * @param reloadInterval from one look at the file to the next, at least a second: {@code
 *     rollcall.reload-interval}
 * @param listsPeers whether the list of peers stands in the settings too: {@code
 *     rollcall.peers[...]}
 */
public record NodeSettings(
    Optional<String> listenHost,
    Optional<Integer> listenPort,
    CheckSettings checks,
    OptionalInt minHealthy,
    Optional<String> peersFile,
    Optional<String> nodeId,
    Optional<String> launcher,
    Optional<Integer> launcherPort,
    Duration reloadInterval,
    boolean listsPeers) {

  private static final NodeSettings NONE =
      new NodeSettings(
          Optional.empty(),
          Optional.empty(),
          CheckSettings.DEFAULTS,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(5),
          false);

  /** The timer of regular looks ticks once a second. */
  private static final Duration SHORTEST_RELOAD = Duration.ofSeconds(1);

  private static final String LINKS = "links";
  private static final String PEERS = "peers";
  private static final List<String> KEYS =
      List.of(
          "check",
          "launcher",
          "launcher_port",
          LINKS,
          "listen",
          "node_id",
          PEERS,
          "peers_file",
          "ready",
          "reload_interval");
  private static final List<String> LISTEN_KEYS = List.of("host", "port");
  private static final List<String> READY_KEYS = List.of("min_healthy");

  /**
   * What was read. With problems, it must not be run with; but it still says where the list is, so
   * that its problems can be told in the same breath.
   *
   * @param settings the defaults in place of what is wrong
   * @param problems with their places; empty if all is well
   */
  public record Read(NodeSettings settings, List<Problem> problems) {

    /** Sorts the problems by place. */
    public Read {
      problems = problems.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
  }

  /**
   * Reads all of them, unknown ones being problems too; never throws for what they hold.
   *
   * @param properties values by the full name of the property; others than ours are passed over
   */
  public static Read read(Map<String, String> properties) {
    Set<String> tops = new HashSet<>();
    properties.keySet().forEach(name -> PropertyName.topOf(name).ifPresent(tops::add));
    boolean listsPeers = tops.contains(PEERS);
    // The list has a reader of its own.
    tops.removeAll(Set.of(PEERS, LINKS));
    Document document = SettingsDocument.of(properties, tops);
    Problems problems = new Problems(document.problems());
    NodeSettings settings = NONE.listing(listsPeers);
    if (document.root() instanceof Value.Mapping) {
      settings =
          Fields.of(new Cell(document.root(), "", problems), KEYS)
              .map(fields -> read(fields, listsPeers))
              .orElse(settings);
    }
    return new Read(settings, problems.all());
  }

  /** Whether a property's name begins with a key of ours. */
  public static boolean isKnown(String property) {
    return PropertyName.topOf(property)
        .map(top -> top.replace('-', '_'))
        .filter(KEYS::contains)
        .isPresent();
  }

  private static NodeSettings read(Fields fields, boolean listsPeers) {
    Optional<Fields> listen = fields.get("listen").flatMap(cell -> Fields.of(cell, LISTEN_KEYS));
    CheckFields checks =
        fields
            .get("check")
            .map(cell -> CheckReader.read(cell, Optional.empty()))
            .orElse(CheckFields.NONE);
    return new NodeSettings(
        listen.flatMap(found -> text(found, "host")),
        listen
            .flatMap(found -> found.get("port"))
            .flatMap(cell -> Numbers.whole(cell, 0, 65_535))
            .map(Marked::value),
        checks.onto(CheckSettings.DEFAULTS),
        minHealthy(fields),
        text(fields, "peers_file"),
        text(fields, "node_id"),
        text(fields, "launcher"),
        fields
            .get("launcher_port")
            .flatMap(cell -> Numbers.whole(cell, 1, 65_535))
            .map(Marked::value),
        fields
            .get("reload_interval")
            .flatMap(cell -> Durations.read(cell, SHORTEST_RELOAD, CheckSettings.LONGEST))
            .orElse(NONE.reloadInterval()),
        listsPeers);
  }

  private NodeSettings listing(boolean nowListsPeers) {
    return new NodeSettings(
        listenHost,
        listenPort,
        checks,
        minHealthy,
        peersFile,
        nodeId,
        launcher,
        launcherPort,
        reloadInterval,
        nowListsPeers);
  }

  private static OptionalInt minHealthy(Fields fields) {
    return fields
        .get("ready")
        .flatMap(cell -> Fields.of(cell, READY_KEYS))
        .flatMap(ready -> ready.get("min_healthy"))
        .flatMap(cell -> Numbers.whole(cell, 0, Roster.MAX_MEMBERS))
        .map(marked -> OptionalInt.of(marked.value()))
        .orElse(OptionalInt.empty());
  }

  private static Optional<String> text(Fields fields, String key) {
    return fields.get(key).flatMap(cell -> Scalars.text(cell, "text")).map(Marked::value);
  }
}

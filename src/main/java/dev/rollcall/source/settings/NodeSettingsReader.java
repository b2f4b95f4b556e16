package dev.rollcall.source.settings;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.peer.Roster;
import dev.rollcall.source.document.Document;
import dev.rollcall.source.document.DocumentCursor;
import dev.rollcall.source.document.DocumentValue;
import dev.rollcall.source.document.DurationReader;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.NumberReader;
import dev.rollcall.source.document.Problems;
import dev.rollcall.source.document.ScalarReader;
import dev.rollcall.source.roster.check.CheckDefaults;
import dev.rollcall.source.roster.check.CheckReader;
import dev.rollcall.source.roster.check.PartialCheck;
import dev.rollcall.source.roster.check.TlsConfigNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the settings {@code rollcall.*}, except the list of peers, which has its own reader. */
final class NodeSettingsReader {

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
          "reload_interval",
          "shutdown_timeout",
          "token_file");
  private static final List<String> READY_KEYS = List.of("min_healthy");
  private static final int MAX_PORT = 65_535;
  private static final int MAX_LIMIT = 65_536;
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);
  private static final Duration SHORTEST_SHUTDOWN = Duration.ofSeconds(1);
  private static final Duration LONGEST_SHUTDOWN = Duration.ofMinutes(5);
  private static final int WATCH_LIMIT = 512;
  private static final int IN_FLIGHT_LIMIT = 4_096;
  private static final Duration RELOAD = Duration.ofSeconds(5);

  /** The scheduler ticks once a second. */
  private static final Duration SHORTEST_RELOAD = Duration.ofSeconds(1);

  private final CheckDefaults noDefaults;

  /**
   * @param tlsConfigs the names of the TLS configurations that the settings have
   */
  NodeSettingsReader(Set<String> tlsConfigs) {
    this.noDefaults = new CheckDefaults(PartialCheck.NONE, TlsConfigNames.of(tlsConfigs));
  }

  NodeSettings.Read read(Map<String, String> properties) {
    Set<String> tops = new HashSet<>();
    properties.keySet().forEach(name -> PropertyName.topOf(name).ifPresent(tops::add));
    boolean listsPeers = tops.contains(PEERS);
    tops.removeAll(Set.of(PEERS, LINKS));
    Document document = SettingsDocument.of(properties, tops);
    Problems problems = new Problems(document.problems());
    NodeSettings settings =
        MappingReader.of(new DocumentCursor(mapping(document.root()), "", problems), KEYS)
            .map(fields -> read(fields, listsPeers))
            .orElseThrow();
    return new NodeSettings.Read(settings, problems.all());
  }

  static boolean isKnown(String property) {
    return PropertyName.topOf(property)
        .map(top -> top.replace('-', '_'))
        .filter(KEYS::contains)
        .isPresent();
  }

  // Without any setting, or with malformed ones alone, there is nothing.
  private static DocumentValue mapping(DocumentValue root) {
    return root instanceof DocumentValue.Mapping
        ? root
        : new DocumentValue.Mapping(root.location(), List.of());
  }

  private NodeSettings read(MappingReader fields, boolean listsPeers) {
    Optional<MappingReader> check =
        fields.get("check").flatMap(node -> MappingReader.of(node, CheckReader.NODE_KEYS));
    Optional<MappingReader> ready =
        fields.get("ready").flatMap(node -> MappingReader.of(node, READY_KEYS));
    return new NodeSettings(
        fields
            .get("listen")
            .flatMap(new ListenSettingsReader(noDefaults.tlsConfigs())::read)
            .orElse(ListenSettings.DEFAULT),
        text(fields, "token_file"),
        fields
            .get("shutdown_timeout")
            .flatMap(node -> DurationReader.read(node, SHORTEST_SHUTDOWN, LONGEST_SHUTDOWN))
            .orElse(SHUTDOWN),
        check.map(this::checks).orElse(noDefaults),
        check
            .flatMap(found -> wholeNumber(found, CheckReader.WATCH_LIMIT, 0, MAX_LIMIT))
            .orElse(WATCH_LIMIT),
        check
            .flatMap(found -> wholeNumber(found, CheckReader.IN_FLIGHT_LIMIT, 1, MAX_LIMIT))
            .orElse(IN_FLIGHT_LIMIT),
        ready
            .flatMap(found -> wholeNumber(found, "min_healthy", 0, Roster.MAX_MEMBERS))
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()),
        text(fields, "peers_file"),
        text(fields, "node_id"),
        text(fields, "launcher"),
        wholeNumber(fields, "launcher_port", 1, MAX_PORT),
        fields
            .get("reload_interval")
            .flatMap(node -> DurationReader.read(node, SHORTEST_RELOAD, CheckSettings.MAX_DURATION))
            .orElse(RELOAD),
        listsPeers);
  }

  private CheckDefaults checks(MappingReader fields) {
    CheckReader reader = new CheckReader(noDefaults.tlsConfigs());
    return new CheckDefaults(reader.read(fields, Optional.empty()), noDefaults.tlsConfigs());
  }

  private static Optional<Integer> wholeNumber(MappingReader fields, String key, int min, int max) {
    return fields
        .get(key)
        .flatMap(node -> NumberReader.integer(node, min, max))
        .map(Located::value);
  }

  private static Optional<String> text(MappingReader fields, String key) {
    return fields.get(key).flatMap(node -> ScalarReader.string(node, "text")).map(Located::value);
  }
}

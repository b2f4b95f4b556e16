package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckSettings;
import dev.rollcall.source.document.DurationReader;
import dev.rollcall.source.document.KnownKeys;
import dev.rollcall.source.document.Located;
import dev.rollcall.source.document.MappingReader;
import dev.rollcall.source.document.NumberReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code check}. */
public final class CheckReader {

  /** What only the settings of the node may say. */
  public static final String WATCH_LIMIT = "watch_limit";

  public static final String IN_FLIGHT_LIMIT = "in_flight_limit";

  private static final List<String> SCHEDULE =
      List.of("interval", "timeout", "confirm_interval", "down_interval", "fall", "rise", "jitter");

  /** Those of a peer. */
  public static final KnownKeys KEYS =
      new KnownKeys(
          Stream.concat(CheckKindReader.KEYS.stream(), SCHEDULE.stream()).toList(),
          Set.of(),
          Map.of(
              WATCH_LIMIT, "it is a setting of the node: rollcall.check.watch-limit",
              IN_FLIGHT_LIMIT, "it is a setting of the node: rollcall.check.in-flight-limit"));

  /** Those of the node. */
  public static final KnownKeys NODE_KEYS =
      KnownKeys.of(
          Stream.concat(KEYS.listed().stream(), Stream.of(WATCH_LIMIT, IN_FLIGHT_LIMIT)).toList());

  private final CheckKindReader kinds;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  public CheckReader(TlsConfigNames tlsConfigs) {
    this.kinds = new CheckKindReader(tlsConfigs);
  }

  /**
   * Reads one {@code check} mapping.
   *
   * @param inheritedType the type that counts if the mapping itself says none; absent if that is
   *     not settled here
   */
  public PartialCheck read(MappingReader fields, Optional<String> inheritedType) {
    return new PartialCheck(kinds.read(fields, inheritedType), schedule(fields));
  }

  private static PartialSchedule schedule(MappingReader fields) {
    return new PartialSchedule(
        fields.get("interval").flatMap(DurationReader::read),
        fields.get("timeout").flatMap(DurationReader::read),
        fields.get("confirm_interval").flatMap(DurationReader::read),
        fields.get("down_interval").flatMap(DurationReader::read),
        count(fields, "fall"),
        count(fields, "rise"),
        fields
            .get("jitter")
            .flatMap(cell -> NumberReader.percentage(cell, CheckSettings.MAX_JITTER))
            .map(Located::value));
  }

  private static Optional<Integer> count(MappingReader fields, String key) {
    return fields
        .get(key)
        .flatMap(cell -> NumberReader.integer(cell, 1, CheckSettings.MAX_CONSECUTIVE))
        .map(Located::value);
  }
}

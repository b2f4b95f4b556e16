package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code check}. */
final class CheckReader {

  /** What only the settings of the node may say. */
  static final String WATCH_LIMIT = "watch_limit";

  static final String IN_FLIGHT_LIMIT = "in_flight_limit";

  private static final List<String> SCHEDULE =
      List.of("interval", "timeout", "confirm_interval", "down_interval", "fall", "rise", "jitter");

  /** Those of a peer. */
  static final Keys KEYS =
      new Keys(
          Stream.concat(KindReader.KEYS.stream(), SCHEDULE.stream()).toList(),
          Set.of(),
          Map.of(
              WATCH_LIMIT, "it is a setting of the node: rollcall.check.watch-limit",
              IN_FLIGHT_LIMIT, "it is a setting of the node: rollcall.check.in-flight-limit"));

  /** Those of the node. */
  static final Keys NODE_KEYS =
      Keys.of(
          Stream.concat(KEYS.listed().stream(), Stream.of(WATCH_LIMIT, IN_FLIGHT_LIMIT)).toList());

  private final KindReader kinds;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  CheckReader(TlsConfigs tlsConfigs) {
    this.kinds = new KindReader(tlsConfigs);
  }

  /**
   * @param inheritedType the type that counts if the mapping itself says none; absent if that is
   *     not settled here
   */
  CheckFields read(Fields fields, Optional<String> inheritedType) {
    return new CheckFields(kinds.read(fields, inheritedType), schedule(fields));
  }

  private static ScheduleFields schedule(Fields fields) {
    return new ScheduleFields(
        fields.get("interval").flatMap(Durations::read),
        fields.get("timeout").flatMap(Durations::read),
        fields.get("confirm_interval").flatMap(Durations::read),
        fields.get("down_interval").flatMap(Durations::read),
        count(fields, "fall"),
        count(fields, "rise"),
        fields
            .get("jitter")
            .flatMap(cell -> Numbers.part(cell, CheckSettings.MAX_JITTER))
            .map(Marked::value));
  }

  private static Optional<Integer> count(Fields fields, String key) {
    return fields
        .get(key)
        .flatMap(cell -> Numbers.whole(cell, 1, CheckSettings.MOST_IN_A_ROW))
        .map(Marked::value);
  }
}

package dev.rollcall.source.roster.check;

import dev.rollcall.source.document.KnownKeys;
import dev.rollcall.source.document.MappingReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a {@code check} mapping. */
public final class CheckReader {

  /** Only the settings of the node may have it; so, too, {@link #IN_FLIGHT_LIMIT}. */
  public static final String WATCH_LIMIT = "watch_limit";

  public static final String IN_FLIGHT_LIMIT = "in_flight_limit";

  /** The keys that a peer and the defaults of a list may have. */
  public static final KnownKeys KEYS =
      new KnownKeys(
          CheckSettingTable.keys(),
          Set.of(),
          Map.of(
              WATCH_LIMIT, "it is a setting of the node: rollcall.check.watch-limit",
              IN_FLIGHT_LIMIT, "it is a setting of the node: rollcall.check.in-flight-limit"));

  /** The keys that the settings of the node may have. */
  public static final KnownKeys NODE_KEYS =
      KnownKeys.of(
          Stream.concat(KEYS.listed().stream(), Stream.of(WATCH_LIMIT, IN_FLIGHT_LIMIT)).toList());

  private final TlsConfigNames tlsConfigs;

  /**
   * @param tlsConfigs the names of the TLS configurations in the settings
   */
  public CheckReader(TlsConfigNames tlsConfigs) {
    this.tlsConfigs = tlsConfigs;
  }

  /**
   * Reads one {@code check} mapping.
   *
   * @param inheritedType the effective type if the mapping itself has none; absent if it is not
   *     known here
   */
  public PartialCheck read(MappingReader mapping, Optional<String> inheritedType) {
    Optional<String> type = CheckSettingTable.TYPE.read(mapping, Optional.empty(), tlsConfigs);
    // If its own type was rejected, it is not known which keys would fit.
    Optional<String> effective = mapping.has(CheckSettingTable.TYPE.key()) ? type : inheritedType;
    return PartialCheck.of(
        setting ->
            setting.equals(CheckSettingTable.TYPE)
                ? type
                : setting.read(mapping, effective, tlsConfigs));
  }
}

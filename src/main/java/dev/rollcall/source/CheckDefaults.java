package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the settings of the node say of every peer's check, where the list says nothing; and the
 * names that a list may refer to.
 */
public final class CheckDefaults {

  /** Of settings that say nothing. */
  public static final CheckDefaults NONE = new CheckDefaults(CheckFields.NONE, Set.of());

  private final CheckFields said;
  private final SortedSet<String> tlsConfigs;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  CheckDefaults(CheckFields said, Set<String> tlsConfigs) {
    this.said = said;
    this.tlsConfigs = Collections.unmodifiableSortedSet(new TreeSet<>(tlsConfigs));
  }

  /** Complete: what counts for a peer of which a list says no more than its address. */
  public CheckSettings settings() {
    return said.toSettings(CheckSettings.DEFAULTS.kind().type());
  }

  CheckFields said() {
    return said;
  }

  SortedSet<String> tlsConfigs() {
    return tlsConfigs;
  }
}

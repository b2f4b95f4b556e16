package dev.rollcall.source;

import dev.rollcall.peer.CheckSettings;
import java.util.Set;

/**
 * What the settings of the node say of every peer's check, where the list says nothing; and the
 * names that a list may refer to.
 */
public final class CheckDefaults {

  /** Of settings that say nothing. */
  public static final CheckDefaults NONE =
      new CheckDefaults(CheckFields.NONE, TlsConfigs.of(Set.of()));

  /** Of settings that are not at hand. A list may name any TLS configuration then. */
  public static final CheckDefaults OF_ANY_NODE =
      new CheckDefaults(CheckFields.NONE, TlsConfigs.UNKNOWN);

  private final CheckFields said;
  private final TlsConfigs tlsConfigs;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  CheckDefaults(CheckFields said, TlsConfigs tlsConfigs) {
    this.said = said;
    this.tlsConfigs = tlsConfigs;
  }

  /** Complete: what counts for a peer of which a list says no more than its address. */
  public CheckSettings settings() {
    return said.toSettings(CheckSettings.DEFAULTS.kind().type());
  }

  CheckFields said() {
    return said;
  }

  TlsConfigs tlsConfigs() {
    return tlsConfigs;
  }
}

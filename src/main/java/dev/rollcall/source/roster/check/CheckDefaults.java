package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckSettings;
import java.util.Set;

/**
 * What the settings of the node say of every peer's check, where the list says nothing; and the
 * names that a list may refer to.
 */
public final class CheckDefaults {

  /** Of settings that say nothing. */
  public static final CheckDefaults NONE =
      new CheckDefaults(PartialCheck.NONE, TlsConfigNames.of(Set.of()));

  /** Of settings that are not at hand. A list may name any TLS configuration then. */
  public static final CheckDefaults UNKNOWN_NODE =
      new CheckDefaults(PartialCheck.NONE, TlsConfigNames.UNKNOWN);

  private final PartialCheck values;
  private final TlsConfigNames tlsConfigs;

  /**
   * @param tlsConfigs the names of the settings' TLS configurations
   */
  public CheckDefaults(PartialCheck said, TlsConfigNames tlsConfigs) {
    this.values = said;
    this.tlsConfigs = tlsConfigs;
  }

  /** Complete: what counts for a peer of which a list says no more than its address. */
  public CheckSettings settings() {
    return values.toSettings(CheckSettings.DEFAULTS.kind().type());
  }

  public PartialCheck values() {
    return values;
  }

  public TlsConfigNames tlsConfigs() {
    return tlsConfigs;
  }
}

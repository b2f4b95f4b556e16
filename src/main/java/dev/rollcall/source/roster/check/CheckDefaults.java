package dev.rollcall.source.roster.check;

import dev.rollcall.peer.CheckSettings;
import java.util.Set;

/**
 * The node's own defaults for every peer's check, and the names of TLS configurations that a list
 * may refer to.
 */
public final class CheckDefaults {

  /** Without any setting. */
  public static final CheckDefaults NONE =
      new CheckDefaults(PartialCheck.NONE, TlsConfigNames.of(Set.of()));

  /** For a node whose settings are not known: a list may name any TLS configuration. */
  public static final CheckDefaults UNKNOWN_NODE =
      new CheckDefaults(PartialCheck.NONE, TlsConfigNames.UNKNOWN);

  private final PartialCheck values;
  private final TlsConfigNames tlsConfigs;

  /**
   * @param tlsConfigs the names of the TLS configurations in the settings
   */
  public CheckDefaults(PartialCheck values, TlsConfigNames tlsConfigs) {
    this.values = values;
    this.tlsConfigs = tlsConfigs;
  }

  /** Complete settings, for a peer of which a list has no more than the address. */
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

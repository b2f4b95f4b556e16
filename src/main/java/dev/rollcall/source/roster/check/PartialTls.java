package dev.rollcall.source.roster.check;

import dev.rollcall.peer.TlsSettings;
import java.util.Optional;

/**
 * What one mapping says of TLS.
 *
 * @param on false: it is not spoken, whatever is inherited; nothing else is said then
 */
public record PartialTls(boolean on, Optional<String> config, Optional<String> serverName) {

  static final PartialTls ON = new PartialTls(true, Optional.empty(), Optional.empty());
  static final PartialTls OFF = new PartialTls(false, Optional.empty(), Optional.empty());

  /** These, and what is inherited for what is absent. */
  PartialTls over(Optional<PartialTls> inherited) {
    return on
        ? new PartialTls(
            true,
            config.or(() -> inherited.flatMap(PartialTls::config)),
            serverName.or(() -> inherited.flatMap(PartialTls::serverName)))
        : OFF;
  }

  Optional<TlsSettings> toTls() {
    return on ? Optional.of(new TlsSettings(config, serverName)) : Optional.empty();
  }
}

package dev.rollcall.source.roster.check;

import dev.rollcall.peer.TlsSettings;
import dev.rollcall.text.DigestWriter;
import java.util.Optional;

/**
 * The TLS settings that one mapping has.
 *
 * @param on false: no TLS, whatever is inherited; the others are absent then
 */
record PartialTls(boolean on, Optional<String> config, Optional<String> serverName) {

  static final PartialTls ON = new PartialTls(true, Optional.empty(), Optional.empty());
  static final PartialTls OFF = new PartialTls(false, Optional.empty(), Optional.empty());

  /** These, and the inherited ones for what is absent. */
  PartialTls over(PartialTls inherited) {
    return on
        ? new PartialTls(true, config.or(inherited::config), serverName.or(inherited::serverName))
        : OFF;
  }

  Optional<TlsSettings> toTls() {
    return on ? Optional.of(new TlsSettings(config, serverName)) : Optional.empty();
  }

  void writeTo(DigestWriter writer) {
    writer.bool(on);
    writer.optional(config, writer::string);
    writer.optional(serverName, writer::string);
  }
}

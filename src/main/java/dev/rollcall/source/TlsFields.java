package dev.rollcall.source;

import dev.rollcall.peer.Tls;
import java.util.Optional;

/**
 * What one mapping says of TLS.
 *
 * @param on false: it is not spoken, whatever is inherited; nothing else is said then
 */
record TlsFields(boolean on, Optional<String> config, Optional<String> serverName) {

  static final TlsFields ON = new TlsFields(true, Optional.empty(), Optional.empty());
  static final TlsFields OFF = new TlsFields(false, Optional.empty(), Optional.empty());

  /** These, and what is inherited for what is absent. */
  TlsFields over(Optional<TlsFields> inherited) {
    return on
        ? new TlsFields(
            true,
            config.or(() -> inherited.flatMap(TlsFields::config)),
            serverName.or(() -> inherited.flatMap(TlsFields::serverName)))
        : OFF;
  }

  Optional<Tls> toTls() {
    return on ? Optional.of(new Tls(config, serverName)) : Optional.empty();
  }
}

package dev.rollcall.check.tls;

import dev.rollcall.peer.TlsSettings;

/** Looks up the TLS configurations that checks connect with. */
@FunctionalInterface
public interface TlsContexts {

  /**
   * The current context: the same object until its trust or certificates are renewed, so that an
   * outdated connection can be detected. Never blocks.
   *
   * @throws TlsUnavailableException if the settings have no usable configuration of this name
   */
  TlsContext current(TlsSettings tls);
}

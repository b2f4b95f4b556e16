package dev.rollcall.check;

import dev.rollcall.peer.TlsSettings;

/** The TLS configurations that checks connect with. */
@FunctionalInterface
public interface TlsContexts {

  /**
   * What to connect with now: the same object until its trust or certificates are renewed, so that
   * a connection that is kept can be seen to be outdated. Never blocks.
   *
   * @throws TlsUnavailableException if the settings have no usable configuration of this name
   */
  TlsContext current(TlsSettings tls);
}

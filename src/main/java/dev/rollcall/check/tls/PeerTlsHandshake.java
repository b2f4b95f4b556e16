package dev.rollcall.check.tls;

import dev.rollcall.peer.Address;
import dev.rollcall.peer.Peer;
import dev.rollcall.peer.TlsSettings;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Sets up TLS handshakes with one peer.
 *
 * @param contexts the trust and certificates to connect with
 * @param tls the TLS settings of the peer's entry
 * @param address where the peer listens
 */
public record PeerTlsHandshake(TlsContexts contexts, TlsSettings tls, Address address) {

  /** For this peer; absent if it is checked in plain text. */
  public static Optional<PeerTlsHandshake> with(Peer peer, TlsContexts contexts) {
    return peer.check()
        .kind()
        .tls()
        .map(settings -> new PeerTlsHandshake(contexts, settings, peer.address()));
  }

  /** The name that is sent as SNI, and that the peer's certificate must be issued for. */
  public String serverName() {
    return tls.serverName().orElseGet(() -> withoutZone(address.host()));
  }

  /**
   * The context for a connection made now.
   *
   * @throws TlsUnavailableException if the settings have no usable configuration of this name
   */
  public TlsContext currentContext() {
    return contexts.current(tls);
  }

  /**
   * A handler for one connection without ALPN. It has no timeout of its own.
   *
   * @throws TlsUnavailableException if the settings have no usable configuration of this name
   */
  public SslHandler newHandler() {
    SslHandler handler =
        currentContext().other().newHandler(ByteBufAllocator.DEFAULT, serverName(), address.port());
    handler.setHandshakeTimeoutMillis(0);
    setServerName(handler.engine());
    return handler;
  }

  /**
   * Makes an engine send the peer's name as SNI, unless it is an IP address. By itself the JDK
   * sends no name without a dot, such as those in a compose file.
   */
  public void setServerName(SSLEngine engine) {
    String name = serverName();
    if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
      return;
    }
    sniHostName(name).ifPresent(sni -> setServerName(engine, sni));
  }

  private static void setServerName(SSLEngine engine, SNIHostName name) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(name));
    engine.setSSLParameters(parameters);
  }

  // Names that are not valid in SNI, such as those with an underscore, are not sent.
  private static Optional<SNIHostName> sniHostName(String name) {
    try {
      return Optional.of(new SNIHostName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  // The zone of an IPv6 address has a meaning on this machine only.
  private static String withoutZone(String host) {
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }
}

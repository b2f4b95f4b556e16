package dev.rollcall.check;

import dev.rollcall.peer.Address;
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
 * How one peer is spoken to over TLS.
 *
 * @param contexts what to connect with
 * @param tls what its entry says
 * @param asked where it listens
 */
public record PeerTlsHandshake(TlsContexts contexts, TlsSettings tls, Address asked) {

  /** The name that the peer is told, and that its certificate must bear. */
  public String serverName() {
    return tls.serverName().orElseGet(() -> withoutZone(asked.host()));
  }

  /**
   * What to connect with now.
   *
   * @throws TlsUnavailableException if the settings have no usable configuration of this name
   */
  public TlsContext now() {
    return contexts.current(tls);
  }

  /**
   * For one connection on which no protocol is negotiated. It has no timeout of its own.
   *
   * @throws TlsUnavailableException if the settings have no usable configuration of this name
   */
  public SslHandler newHandler() {
    SslHandler handler =
        now().other().newHandler(ByteBufAllocator.DEFAULT, serverName(), asked.port());
    handler.setHandshakeTimeoutMillis(0);
    tellName(handler.engine());
    return handler;
  }

  /**
   * Makes an engine tell the peer its name; an address is not told. By itself the JDK tells no name
   * without a dot, such as those in a compose file.
   */
  public void tellName(SSLEngine engine) {
    String name = serverName();
    if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
      return;
    }
    serverNameIndication(name).ifPresent(indication -> tellName(engine, indication));
  }

  private static void tellName(SSLEngine engine, SNIHostName name) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(name));
    engine.setSSLParameters(parameters);
  }

  // Names that only some resolvers take, such as those with an underscore, cannot be told.
  private static Optional<SNIHostName> serverNameIndication(String name) {
    try {
      return Optional.of(new SNIHostName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  // The zone of an IPv6 address means something on this machine only.
  private static String withoutZone(String host) {
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }
}

package dev.rollcall.check.grpc;

import java.util.Optional;

/**
 * Names a peer's endpoint in messages.
 *
 * @param address with the name that it was resolved from
 * @param tls whether the connection uses TLS
 */
record EndpointLabel(String address, boolean tls) {

  static EndpointLabel of(String address, Optional<?> tls) {
    return new EndpointLabel(address, tls.isPresent());
  }

  /** The protocol that is expected there. */
  String protocol() {
    return tls ? "gRPC over TLS" : "plain gRPC";
  }

  @Override
  public String toString() {
    return address;
  }
}

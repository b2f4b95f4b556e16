package dev.rollcall.check.grpc;

import java.util.Optional;

/**
 * What was asked, for people.
 *
 * @param shown its address
 * @param tls whether TLS is spoken with it
 */
record EndpointLabel(String shown, boolean tls) {

  static EndpointLabel of(String shown, Optional<?> tls) {
    return new EndpointLabel(shown, tls.isPresent());
  }

  /** What is expected to be spoken there. */
  String protocol() {
    return tls ? "gRPC over TLS" : "plain gRPC";
  }

  @Override
  public String toString() {
    return shown;
  }
}

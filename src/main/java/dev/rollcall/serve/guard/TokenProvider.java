package dev.rollcall.serve.guard;

import java.util.Optional;

/** Knows which token is in force. */
@FunctionalInterface
public interface TokenProvider {

  /** The one that counts now; empty: none is asked for. Never blocks. */
  Optional<BearerToken> current();
}

package dev.rollcall.serve.http;

import java.util.Optional;

/** Knows which token is in force. */
@FunctionalInterface
public interface Tokens {

  /** The one that counts now; empty: none is asked for. Never blocks. */
  Optional<Token> current();
}

package dev.rollcall.serve.guard;

import java.util.Optional;

/** Provides the active token. */
@FunctionalInterface
public interface TokenProvider {

  /** Empty: none is required. Never blocks. */
  Optional<BearerToken> current();
}

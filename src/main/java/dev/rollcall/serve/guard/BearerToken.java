package dev.rollcall.serve.guard;

import dev.rollcall.text.Sha256;
import java.security.MessageDigest;

/** The token that clients must send. Only its digest is stored. */
public final class BearerToken {

  private final byte[] digest;

  private BearerToken(byte[] digest) {
    this.digest = digest;
  }

  /** The token with this text. */
  public static BearerToken of(String text) {
    return new BearerToken(Sha256.of(text));
  }

  /** Compares in constant time, so that the time taken reveals nothing of the token. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(digest, Sha256.of(presented));
  }
}

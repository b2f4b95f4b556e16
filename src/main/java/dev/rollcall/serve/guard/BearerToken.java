package dev.rollcall.serve.guard;

import dev.rollcall.text.Sha256;
import java.security.MessageDigest;

/** What a client must send to be answered. Only a digest of it is kept. */
public final class BearerToken {

  private final byte[] digest;

  private BearerToken(byte[] digest) {
    this.digest = digest;
  }

  /** The token with this text. */
  public static BearerToken of(String text) {
    return new BearerToken(Sha256.of(text));
  }

  /** Whether this is it; takes as long whatever is wrong with it. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(digest, Sha256.of(presented));
  }
}

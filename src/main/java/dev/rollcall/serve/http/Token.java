package dev.rollcall.serve.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a client must send to be answered. Only a digest of it is kept. */
public final class Token {

  private final byte[] digest;

  private Token(byte[] digest) {
    this.digest = digest;
  }

  /** The token with this text. */
  public static Token of(String text) {
    return new Token(sha256(text));
  }

  /** Whether this is it; takes as long whatever is wrong with it. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(digest, sha256(presented));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.rollcall.check;

/**
 * A sign that a peer may have changed.
 *
 * @param cause for messages
 */
public record Hint(String cause) {}

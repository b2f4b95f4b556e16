package dev.rollcall.check;

/**
 * A sign that a peer may have changed.
 *
 * @param why for the log
 */
public record Hint(String why) {}

package dev.rollcall.app;

import dev.rollcall.peer.Roster;

/**
 * A roster that is in force from the start.
 *
 * @param roster the list
 * @param source where it came from, such as {@code file:peers.yaml}
 */
record Listed(Roster roster, String source) {}

package dev.rollcall.source.launcher;

import dev.rollcall.peer.Roster;

/**
 * A roster that was read from a launcher.
 *
 * @param source the name for people: {@code launcher:dstack}
 */
public record LaunchedRoster(Roster roster, String source) {}

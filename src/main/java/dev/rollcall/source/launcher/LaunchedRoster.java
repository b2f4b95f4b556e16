package dev.rollcall.source.launcher;

import dev.rollcall.peer.Roster;

/**
 * A roster with its launcher.
 *
 * @param source as people read it: {@code launcher:dstack}
 */
public record LaunchedRoster(Roster roster, String source) {}

package dev.rollcall.directory;

import java.util.Optional;

/**
 * One emission of a watch.
 *
 * @param snapshot the state that the watcher has caught up with
 * @param delta what leads to it from the event before; absent: a keep-alive, nothing has changed
 */
public record WatchEvent(Snapshot snapshot, Optional<Delta> delta) {}

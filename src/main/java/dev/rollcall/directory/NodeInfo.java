package dev.rollcall.directory;

import dev.rollcall.peer.PeerId;
import dev.rollcall.time.TimePoint;
import java.util.Optional;

/**
 * The node that answers.
 *
 * @param node its id in the roster; absent if that does not have it
 * @param version of the program
 * @param startedAt when this run began
 */
public record NodeInfo(Optional<PeerId> node, String version, TimePoint startedAt) {}
